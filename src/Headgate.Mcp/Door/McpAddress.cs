namespace Headgate.Mcp.Door;

/// <summary>Where the door is: dbt's own address of its remote MCP server.</summary>
internal static class McpAddress
{
    public const string Path = "/api/ai/v1/mcp";

    /// <summary>Whether a request comes to this door; other spellings are addresses of the API like any other, and are none there.</summary>
    public static bool Is(string rawTarget)
    {
        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        return (end < 0 ? rawTarget.AsSpan() : rawTarget.AsSpan(0, end)) is Path or Path + "/";
    }
}
