namespace Headgate.Mcp.Local.Switches;

/// <summary>A set of tools that variables switch together.</summary>
/// <param name="Name">dbt's name of it.</param>
/// <param name="Variable">The word in its variables: <c>DBT_MCP_ENABLE_</c> and <c>DISABLE_</c> go before it.</param>
/// <param name="Tools">Its tools.</param>
internal sealed record Toolset(string Name, string Variable, params IReadOnlyList<string> Tools)
{
    /// <summary>An older variable that switches it off too; null for none.</summary>
    public string? OlderDisable { get; init; }

    /// <summary>Whether it is on where no variable speaks of it.</summary>
    public bool IsOnByDefault { get; init; } = true;
}
