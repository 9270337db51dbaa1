using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Gate.Foreign;
using Headgate.Gate.Operations;
using Headgate.Gate.Recording;
using Headgate.Platform.Accounts;

namespace Headgate.Operating;

/// <summary>
/// Adds foreign MCP servers that are programs. A program that this server starts can do what the server's user can, so that only who is at the machine as that user names one:
/// no token and no key does, and the API has no field for it.
/// </summary>
internal sealed class OperatorForeign(ForeignServers servers, OperatorAccounts accounts)
{
    /// <summary>Adds one: <c>name</c>, <c>program</c>, <c>arguments</c>, <c>variables</c>, <c>secrets</c>. Its tools are asked for by who adds it.</summary>
    public async Task<(JsonNode? Data, string? Fault)> AddAsync(
        JsonObject request,
        long? account,
        string by,
        CancellationToken cancellation
    )
    {
        var all = await accounts.ListAsync(cancellation);
        var found = account is null ? all : [.. all.Where(a => a.Id == account)];
        if (found.Count != 1)
        {
            return (
                null,
                account is null ? "There are several accounts, or none: name one with --account." : $"There is no account {account}."
            );
        }
        var server = new NewForeignServer
        {
            Name = (string?)request["name"] ?? "",
            Program = (string?)request["program"] ?? "",
            Arguments = Texts(request["arguments"]),
            Variables = Texts(request["variables"]),
            Secrets = (request["secrets"] as JsonObject ?? []).ToDictionary(
                s => s.Key,
                s => new Secret((string?)s.Value ?? ""),
                StringComparer.Ordinal
            ),
        };
        var added = await servers.AddAsync(found[0].Id, server, ChangeActor.Operator with { Name = by }, cancellation, ask: false);
        return added.Fault is { } fault
            ? (null, fault.Message)
            : (JsonSerializer.SerializeToNode(added.Value, GateJson.Default.ForeignServerView), null);
    }

    private static IReadOnlyList<string> Texts(JsonNode? list) =>
        list is JsonArray texts ? [.. texts.Select(t => (string?)t).OfType<string>()] : [];
}
