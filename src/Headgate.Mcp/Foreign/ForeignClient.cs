using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Wire;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Foreign;

/// <summary>Speaks to foreign servers by the official SDK, and trusts nothing that they say.</summary>
internal sealed class ForeignClient(
    ForeignConnections connections,
    IOutboundConnections outbound,
    ForeignSettings settings,
    TimeProvider clock
) : IForeignServers
{
    private const int MostPages = 1000;

    /// <summary>One more than are kept, so that too many are seen to be too many.</summary>
    private const int MostTools = 10_001;

    public string? Problem(Uri address) => outbound.Problem(address);

    public async Task<ForeignListing> ListAsync(ForeignEndpoint server, CancellationToken cancellation)
    {
        var (tools, fault, _) = await WithinAsync(server, settings.ListTime, ReadListAsync, cancellation);
        return fault is null ? new ForeignListing(tools!, null) : ForeignListing.Failed(fault.Message);
    }

    public async Task<ForeignReply> CallAsync(ForeignEndpoint server, string tool, JsonElement arguments, CancellationToken cancellation)
    {
        var parameters = new JsonObject { ["name"] = tool, ["arguments"] = JsonNode.Parse(arguments.GetRawText()) };
        var (result, fault, also) = await WithinAsync(
            server,
            settings.CallTime,
            async (connection, stop) =>
                ForeignContent.Of(
                    await connection.AskAsync(RequestMethods.ToolsCall, parameters, stop),
                    SecretTexts.Of(server),
                    server.Name
                ),
            cancellation
        );
        return fault is null
            ? new ForeignReply(result, null) { Also = also }
            : ForeignReply.Failed(fault.Message, fault.Status) with
            {
                Also = also,
            };
    }

    public bool IsListOld(ForeignEndpoint server) =>
        connections.Find(server.Id) is not { SinceListed: { } since } open || since > settings.ListLives || open.Notes.HasNewTools;

    public ValueTask ForgetAsync(long server, bool atOnce)
    {
        if (atOnce)
        {
            return connections.CloseAsync(server);
        }
        connections.Retire(server);
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<JsonElement>> ReadListAsync(ForeignConnection connection, CancellationToken stop)
    {
        List<JsonElement> tools = [];
        string? cursor = null;
        long bytes = 0;
        for (var page = 0; page < MostPages && tools.Count < MostTools; page++)
        {
            var answer = await connection.AskAsync(
                RequestMethods.ToolsList,
                cursor is null ? [] : new JsonObject { ["cursor"] = cursor },
                stop
            );
            var text = answer?.ToJsonString() ?? "null";
            if ((bytes += text.Length) > settings.ListLimit)
            {
                throw new ForeignFault(
                    $"It lists its tools in more than the {settings.ListLimit} bytes that are read.",
                    HttpStatusCode.RequestEntityTooLarge
                );
            }
            var list = JsonElement.Parse(text);
            if (
                list.ValueKind != JsonValueKind.Object
                || !list.TryGetProperty("tools", out var some)
                || some.ValueKind != JsonValueKind.Array
            )
            {
                throw new ForeignFault("It answered with something that is no list of tools.");
            }
            tools.AddRange(some.EnumerateArray());
            var next = list.TryGetProperty("nextCursor", out var sent) && sent.ValueKind == JsonValueKind.String ? sent.GetString() : null;
            if (next is null || next == cursor)
            {
                break;
            }
            cursor = next;
        }
        connection.Listed();
        return tools;
    }

    /// <summary>Does something on a server's connection within a time. Whatever goes wrong is a fault, unless the caller itself has gone.</summary>
    private async Task<(T? Value, ForeignFault? Fault, string? Also)> WithinAsync<T>(
        ForeignEndpoint server,
        TimeSpan time,
        Func<ForeignConnection, CancellationToken, Task<T>> work,
        CancellationToken cancellation
    )
    {
        using var limit = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        ForeignConnection? connection = null;
        var (asked, tooLarge) = (0, 0);
        try
        {
            connection = await connections.OpenAsync(server, stop.Token);
            (asked, tooLarge) = (connection.Notes.AskedCount, connection.Notes.TooLargeCount);
            using var place =
                connection.Enter()
                ?? throw new ForeignFault(
                    $"The foreign server \"{server.Name}\" works on {settings.CallsAtOnce} calls already. Try again in a moment.",
                    HttpStatusCode.ServiceUnavailable
                );
            var value = await work(connection, stop.Token);
            return (value, null, connection.Notes.AskedSince(asked));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            var isOver = limit.IsCancellationRequested;
            var isTooLarge = connection is not null && connection.Notes.TooLargeCount > tooLarge;
            if (isOver && server.Program is not null)
            {
                // A program that does not answer one call may answer none: the next call starts it anew.
                connections.Retire(server.Id);
            }
            return (default, ForeignFaults.Of(error, server, isOver ? time : null, isTooLarge), connection?.Notes.AskedSince(asked));
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }
}
