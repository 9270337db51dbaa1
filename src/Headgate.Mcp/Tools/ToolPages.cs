using ModelContextProtocol;

namespace Headgate.Mcp.Tools;

/// <summary>Pages of a list of tools. A page ends with a tool, and the next begins behind it: a name that the caller does not have leads nowhere.</summary>
internal static class ToolPages
{
    /// <summary>Tools of a page: more than any client shows, so that most lists have one.</summary>
    public const int Size = 1000;

    /// <summary>A page, and where the next one begins; null where this is the last.</summary>
    /// <param name="all">All tools of the caller.</param>
    /// <param name="cursor">What the page before said; null for the first.</param>
    /// <exception cref="McpProtocolException">The cursor is none of this list.</exception>
    public static (IReadOnlyList<AgentTool> Page, string? Next) Of(IReadOnlyList<AgentTool> all, string? cursor)
    {
        var from = 0;
        if (cursor is not null)
        {
            while (from < all.Count && !string.Equals(all[from].Name, cursor, StringComparison.Ordinal))
            {
                from++;
            }
            if (from++ >= all.Count)
            {
                throw new McpProtocolException(
                    "There is no such page of this list. Ask for it from the beginning.",
                    McpErrorCode.InvalidParams
                );
            }
        }
        IReadOnlyList<AgentTool> page = from == 0 && all.Count <= Size ? all : [.. all.Skip(from).Take(Size)];
        return (page, from + page.Count < all.Count ? page[^1].Name : null);
    }
}
