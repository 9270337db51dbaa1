using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Foreign;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Mcp.Tests.Foreign;

/// <summary>A foreign server that is a program: a shell that speaks MCP, with one tool <c>act</c>.</summary>
internal static class ForeignProgram
{
    /// <summary>Adds one as the operator does, and gives it as administrators see it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="folder">Where the program goes.</param>
    /// <param name="cases">Cases of the shell for messages, before those of the protocol.</param>
    /// <param name="variables">Variables that it gets.</param>
    /// <param name="secrets">Secret ones.</param>
    public static async Task<JsonElement> AddAsync(
        HeadgateServer server,
        string folder,
        string cases,
        IReadOnlyList<string>? variables = null,
        Dictionary<string, string>? secrets = null
    )
    {
        var script = Path.Combine(folder, "server.sh");
        await File.WriteAllTextAsync(
            script,
            $$$"""
            answer() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"; }
            while read -r line; do
              rest=${line#*'"id":'}; id=${rest%%[,\}]*}
              case "$line" in
                *server/discover*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\n' "$id";;
                *notifications/*) ;;
                *'"initialize"'*) answer '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"sh","version":"1"}}';;
                *tools/list*) answer '{"tools":[{"name":"act","description":"Acts.","inputSchema":{"type":"object"}}]}';;
                {{{cases}}}
              esac
            done
            """
        );
        var added = await server
            .Services.GetRequiredService<ForeignServers>()
            .AddAsync(
                server.AccountId,
                new NewForeignServer
                {
                    Name = "prog",
                    Program = "/bin/sh",
                    Arguments = [script],
                    Variables = variables ?? ["PATH"],
                    Secrets = (secrets ?? []).ToDictionary(s => s.Key, s => new Secret(s.Value), StringComparer.Ordinal),
                },
                ChangeActor.Operator,
                TestContext.Current.CancellationToken
            );
        added.Fault.ShouldBeNull();
        added.Value!.ListFault.ShouldBeNull();
        return (await server.AskGateAsync(HttpMethod.Get, $"mcp-servers/{added.Value.Id}/")).Data;
    }
}
