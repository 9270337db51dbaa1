using System.Drawing;
using System.Text.RegularExpressions;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Checks the colour that the documentation gives a node.</summary>
internal static partial class NodeColor
{
    private static readonly HashSet<string> Names = new(
        Enum.GetValues<KnownColor>().Select(Color.FromKnownColor).Where(color => !color.IsSystemColor).Select(color => color.Name),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Checks a value of <c>node_color</c>.</summary>
    /// <exception cref="DbtException">It is neither the name of a colour nor its hexadecimal form.</exception>
    public static void Check(object? color)
    {
        if (color is not null && !(color is string text && (Hexadecimal().IsMatch(text) || IsName(text))))
        {
            throw new DbtException(
                DbtErrorKind.Validation,
                $"Invalid color name for docs.node_color: {color}. It is neither a valid HTML color name nor a valid HEX code."
            );
        }
    }

    /// <summary>HTML has two spellings of one colour.</summary>
    private static bool IsName(string text) => Names.Contains(text.Replace("grey", "gray", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^#([0-9a-fA-F]{3}){1,2}$", RegexOptions.None, 1000)]
    private static partial Regex Hexadecimal();
}
