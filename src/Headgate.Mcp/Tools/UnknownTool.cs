using ModelContextProtocol;

namespace Headgate.Mcp.Tools;

/// <summary>The one answer for a tool that does not exist and for one that its caller may use nowhere.</summary>
internal static class UnknownTool
{
    private const int Longest = 64;

    /// <summary>What the caller is told.</summary>
    public static string Message(string name) =>
        $"Unknown tool: {(name.Length > Longest ? name[..Longest] + "…" : name)}. tools/list gives those that this key has, and the resource headgate://rights what it may do; a person grants more.";

    /// <summary>The error of the protocol.</summary>
    public static McpProtocolException Named(string name) => new(Message(name), McpErrorCode.InvalidParams);
}
