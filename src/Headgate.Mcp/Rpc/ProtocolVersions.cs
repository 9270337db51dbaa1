namespace Headgate.Mcp.Rpc;

/// <summary>The revisions of MCP that are spoken here.</summary>
internal static class ProtocolVersions
{
    /// <summary>The one without sessions, in which every request says all that it needs.</summary>
    public const string Stateless = "2026-07-28";

    /// <summary>Those that begin with <c>initialize</c>, newest first.</summary>
    public static IReadOnlyList<string> WithInitialize { get; } = ["2025-11-25", "2025-06-18"];

    /// <summary>All of them, newest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Stateless, .. WithInitialize];
}
