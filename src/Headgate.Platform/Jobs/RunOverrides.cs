using System.Buffers;

namespace Headgate.Platform.Jobs;

/// <summary>
/// Reads the overrides of a trigger that end in a command line or in SQL: git's references, schema and target names. What could be taken for an
/// option or break out of a name is refused.
/// </summary>
internal static class RunOverrides
{
    private static readonly SearchValues<char> RefCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/+#@-=,%()"
    );

    private static readonly SearchValues<char> NameBreakers = SearchValues.Create("\"'`;\\\0\r\n\t()[]{}<>$|&*?!");

    /// <summary>What is wrong with the name of a branch, tag or commit; null for nothing.</summary>
    public static string? ReferenceFault(string? text) =>
        text is { Length: > 0 }
        && (
            text[0] is '-' or '/' or '.'
            || text.AsSpan().IndexOfAnyExcept(RefCharacters) >= 0
            || text.Contains("..", StringComparison.Ordinal)
            || text.Contains("@{", StringComparison.Ordinal)
        )
            ? "is no name of a branch, tag or commit"
            : null;

    /// <summary>What is wrong with the name of a schema or target; null for nothing. Blanks and dashes together begin a comment in SQL.</summary>
    public static string? NameFault(string? text) =>
        text is { Length: > 0 }
        && (
            text[0] == '-'
            || text.AsSpan().IndexOfAny(NameBreakers) >= 0
            || text.Contains("--", StringComparison.Ordinal)
            || text.Any(char.IsWhiteSpace)
        )
            ? "holds characters that no such name has"
            : null;
}
