using System.Globalization;

namespace Headgate.WebConsole.Words;

/// <summary>How large a lineage is drawn, and where what stands: on the page and in its file alike.</summary>
public static class LineageDrawing
{
    /// <summary>Width of a node.</summary>
    public const int BoxWidth = 210;

    /// <summary>Height of a node.</summary>
    public const int BoxHeight = 44;

    private const int Across = 270;
    private const int Down = 58;
    private const int Margin = 16;
    private const int LongestName = 27;

    /// <summary>Width of the whole.</summary>
    public static int Width(LineageLayout layout) => ((layout.Columns - 1) * Across) + BoxWidth + (2 * Margin);

    /// <summary>Height of the whole.</summary>
    public static int Height(LineageLayout layout) => ((layout.Rows - 1) * Down) + BoxHeight + (2 * Margin);

    /// <summary>The left side of a node.</summary>
    public static int X(PlacedNode node) => Margin + (node.Column * Across);

    /// <summary>The top of a node.</summary>
    public static int Y(PlacedNode node) => Margin + (node.Row * Down);

    /// <summary>The line between two nodes.</summary>
    public static string Curve(PlacedNode from, PlacedNode to)
    {
        var (x1, y1, x2, y2) = (X(from) + BoxWidth, Y(from) + (BoxHeight / 2), X(to), Y(to) + (BoxHeight / 2));
        var middle = (x1 + x2) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}");
    }

    /// <summary>A name that fits into its node.</summary>
    public static string Cut(string name) => name.Length > LongestName ? name[..(LongestName - 1)] + "…" : name;

    /// <summary>The second line of a node.</summary>
    public static string Below(LineageNode node) => node.Run is { } run ? $"{node.Kind} · {run}" : node.Kind;

    /// <summary>The mark of a node's tests.</summary>
    public static string Pip(string tests) =>
        tests switch
        {
            "pass" => "✓",
            "warn" => "▲",
            _ => "✕",
        };
}
