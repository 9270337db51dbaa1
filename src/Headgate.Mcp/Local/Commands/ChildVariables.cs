namespace Headgate.Mcp.Local.Commands;

/// <summary>
/// The environment of a dbt command: the server's own, so that profiles find what they name, without what is the server's alone. A project's code can read every variable
/// that its dbt has: the agent's key must not be among them.
/// </summary>
internal static class ChildVariables
{
    private static readonly string[] Own =
    [
        // Said by options instead, as whole paths.
        "DBT_PROJECT_DIR",
        "DBT_PROFILES_DIR",
        "DBT_PATH",
        "DBT_CLI_TIMEOUT",
        "DBT_TOKEN",
        "MCP_TRANSPORT",
    ];

    private static readonly string[] OwnPrefixes = ["HEADGATE_", "DBT_MCP_", "DISABLE_"];

    /// <summary>What python-dotenv and the engine here know: a project's <c>.env</c> sets nothing, as whoever calls is an agent.</summary>
    private const string NoFile = "PYTHON_DOTENV_DISABLED";

    /// <summary>The variables of a child.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> variables) =>
        variables
            .Where(v => v.Key != NoFile)
            .Append(new(NoFile, "1"))
            .Where(v =>
                !Own.Contains(v.Key, StringComparer.OrdinalIgnoreCase)
                && !OwnPrefixes.Any(p => v.Key.StartsWith(p, StringComparison.OrdinalIgnoreCase))
            )
            .ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
}
