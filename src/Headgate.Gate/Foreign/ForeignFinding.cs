namespace Headgate.Gate.Foreign;

/// <summary>Something about a server's list that the record has to have.</summary>
/// <param name="Action">What it is.</param>
/// <param name="Sentence">The rest of a sentence that begins with the server.</param>
/// <param name="Before">Digest before; null for none.</param>
/// <param name="After">Digest now; null for none.</param>
internal sealed record ForeignFinding(string Action, string Sentence, string? Before, string? After)
{
    /// <summary>A definition that a person had looked at is another one now.</summary>
    public const string Changed = "gate.mcp_servers.tool_changed";

    /// <summary>Names that cannot be told apart, or a definition that cannot be used.</summary>
    public const string LeftOut = "gate.mcp_servers.tool_left_out";

    /// <summary>Tools that were not there before, or are no longer.</summary>
    public const string Listed = "gate.mcp_servers.listed";
}
