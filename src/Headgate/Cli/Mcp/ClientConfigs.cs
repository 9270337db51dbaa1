namespace Headgate.Cli.Mcp;

/// <summary>The clients whose configurations are known, and the form that others mostly take.</summary>
internal static class ClientConfigs
{
    private const string Blank = "PUT-THE-AGENT-KEY-HERE";

    private static readonly ClientConfig[] All =
    [
        new(
            "claude-desktop",
            "mcpServers",
            Blank,
            "Goes into claude_desktop_config.json (Settings, Developer, Edit Config). Where it names a key, put the agent's own in its place."
        )
        {
            StartsOnly = true,
        },
        new(
            "claude-code",
            "mcpServers",
            "${HEADGATE_TOKEN}",
            "Goes into .mcp.json in the project's root. A key is taken from HEADGATE_TOKEN in the environment of the client."
        )
        {
            LocalType = "stdio",
            RemoteType = "http",
        },
        new(
            "cursor",
            "mcpServers",
            "${env:HEADGATE_TOKEN}",
            "Goes into .cursor/mcp.json of the project, or ~/.cursor/mcp.json. A key is taken from HEADGATE_TOKEN in the environment of the client."
        ),
        new("vscode", "servers", "${input:headgate-key}", "Goes into .vscode/mcp.json. The client asks for a key, and keeps it.")
        {
            LocalType = "stdio",
            RemoteType = "http",
            AsksForKey = true,
        },
        new(
            "generic",
            "mcpServers",
            Blank,
            "The form that most clients take. Where it names a key, put the agent's own in its place, or what the client has for a secret."
        ),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(c => c.Name)];

    /// <summary>The one of a name.</summary>
    public static ClientConfig Find(string name) => All.Single(c => c.Name == name);
}
