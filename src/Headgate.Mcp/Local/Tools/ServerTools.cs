using Headgate.Mcp.Results;

namespace Headgate.Mcp.Local.Tools;

/// <summary>The tools that tell of the server itself.</summary>
internal static class ServerTools
{
    /// <summary>Both of them.</summary>
    /// <param name="version">The server's version, with the commit that it was made from after a plus sign.</param>
    public static IReadOnlyList<LocalTool> Of(string version)
    {
        var commit = version.Split('+') is [_, { Length: > 0 } after] ? after : null;
        return
        [
            Saying("get_mcp_server_version", "Get MCP Server Version", "Answers with the version of this server.", version),
            Saying(
                "get_mcp_server_branch",
                "Get MCP Server Branch",
                "Answers with what this server was built from.",
                commit is null
                    ? "This build does not know its branch."
                    : $"This build does not know its branch; it was made from the commit {commit}."
            ),
        ];
    }

    private static LocalTool Saying(string name, string title, string says, string text) =>
        new(name, title, says, reads: true, [], (_, _) => Task.FromResult(ToolResults.Text(text)));
}
