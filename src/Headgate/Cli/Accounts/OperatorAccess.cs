using System.Text.Json.Nodes;
using Headgate.Cli.Up;
using Headgate.Operating;
using Headgate.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Accounts;

/// <summary>Finds who does an operator's act: the server that has the data folder, through its door; or this process, where none runs.</summary>
internal static class OperatorAccess
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    /// <summary>Does an act and gives the answer's data.</summary>
    /// <exception cref="CommandFailure">It was not done; the message says why.</exception>
    public static async Task<JsonNode> DoAsync(ServerSettings settings, JsonObject request, bool fresh, CancellationToken cancellation)
    {
        var folder = new DataFolder(settings.DataFolder);
        if (ServerState.Living(folder) is not null)
        {
            return await AskServerAsync(folder, request, cancellation);
        }
        if (fresh)
        {
            folder.Prepare();
        }
        await using var services = await StoredInstallation.OpenAsync(settings, fresh, cancellation);
        request["operator"] = Environment.UserName;
        return Data(await services.GetRequiredService<OperatorActs>().DoAsync(request, cancellation));
    }

    /// <summary>Asks the server that has a data folder; gives the answer's data.</summary>
    /// <exception cref="CommandFailure">It was not done; the message says why.</exception>
    public static async Task<JsonNode> AskServerAsync(DataFolder folder, JsonObject request, CancellationToken cancellation)
    {
        request["operator"] = Environment.UserName;
        var clock = TimeProvider.System;
        for (
            var began = clock.GetTimestamp();
            ServerState.Living(folder) is { Ready: false } && clock.GetElapsedTime(began) < StartPatience;

        )
        {
            // It has begun to start, and opens its door when it is ready.
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellation);
        }
        return Data(
            await OperatorDoor.AskAsync(folder.Root, request, cancellation)
                ?? throw new CommandFailure(
                    $"The server of {folder.Root} cannot be asked: its socket {OperatorDoor.PathIn(folder.Root)} is missing, belongs to another user, or has too long a path. Stop the server with 'headgate down' and do this again."
                )
        );
    }

    /// <summary>The data of an answer.</summary>
    /// <exception cref="CommandFailure">It says why nothing was done.</exception>
    public static JsonNode Data(JsonObject answer) =>
        answer["fault"] is { } fault ? throw new CommandFailure(fault.ToString()) : answer["data"] ?? new JsonObject();
}
