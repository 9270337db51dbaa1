using System.Buffers;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

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

    /// <summary>A branch, tag or commit; null where it is absent or empty.</summary>
    public static string? Reference(BodyReader body, string field, int max)
    {
        if (body.Text(field, max) is not { Length: > 0 } text)
        {
            return null;
        }
        if (
            text[0] is '-' or '/' or '.'
            || text.AsSpan().IndexOfAnyExcept(RefCharacters) >= 0
            || text.Contains("..", StringComparison.Ordinal)
            || text.Contains("@{", StringComparison.Ordinal)
        )
        {
            body.Problem(field, "is no name of a branch, tag or commit");
            return null;
        }
        return text;
    }

    /// <summary>The name of a schema or target; null where it is absent or empty.</summary>
    public static string? Name(BodyReader body, string field, int max)
    {
        if (body.Text(field, max) is not { Length: > 0 } text)
        {
            return null;
        }
        if (text[0] == '-' || text.AsSpan().IndexOfAny(NameBreakers) >= 0)
        {
            body.Problem(field, "holds characters that no such name has");
            return null;
        }
        return text;
    }
}
