using System.Text.RegularExpressions;

namespace Headgate.Dbt.Faults;

/// <summary>The place of a failure for people: file, line and column, the line with a mark below it, and what to do.</summary>
internal static partial class FaultText
{
    private const int Width = 120;

    /// <summary>The text, several lines that begin with blanks.</summary>
    /// <param name="place">The place.</param>
    /// <param name="project">The project's folder, where the file is looked up to count its lines from the beginning.</param>
    public static string Of(FaultPlace place, string project)
    {
        var (line, content) = Locate(place, Lines(project, place.File));
        var text = $"  --> {place.File}";
        if (line > 0)
        {
            text += place.Column > 0 ? $":{line}:{place.Column}" : $":{line}";
        }
        if (content is not null)
        {
            var number = line > 0 ? $"{line}" : " ";
            var (shown, column) = Window(content, place.Column);
            text += $"\n  {number} | {shown}";
            if (column > 0)
            {
                text += $"\n  {new string(' ', number.Length)} | {new string(' ', column - 1)}^";
            }
        }
        return place.Hint is null ? text : $"{text}\n  {place.Hint}";
    }

    /// <summary>The line in the file: a text begins behind the blanks of its file, a macro at its head.</summary>
    private static (int Line, string? Content) Locate(FaultPlace place, string[]? lines)
    {
        if (lines is null)
        {
            // A macro of a package: its lines are counted from a head that is not at hand.
            return (place.Macro is null ? place.Line : 0, place.Content);
        }
        if (place.Content is not { } content)
        {
            return place.Line > 0 && place.Line <= lines.Length ? (place.Line, lines[place.Line - 1]) : (place.Line, null);
        }
        foreach (var first in Beginnings(place, lines))
        {
            var at = first + place.Line - 1;
            if (at < lines.Length && lines[at].EndsWith(content, StringComparison.Ordinal))
            {
                return (at + 1, content);
            }
        }
        // The file has changed, or is another package's: the text that was parsed says what is known.
        return (0, content);
    }

    private static IEnumerable<int> Beginnings(FaultPlace place, string[] lines)
    {
        if (place.Macro is { } macro)
        {
            for (var i = 0; i < lines.Length; i++)
            {
                if (
                    Block().Match(lines[i]) is { Success: true } block
                    && macro.Contains(block.Groups["name"].Value, StringComparison.Ordinal)
                )
                {
                    yield return i;
                }
            }
        }
        yield return Array.FindIndex(lines, line => line.Trim().Length > 0);
        yield return 0;
    }

    private static string[]? Lines(string project, string file)
    {
        try
        {
            var folder = Path.GetFullPath(project);
            var path = Path.GetFullPath(file, folder);
            return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r')
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static (string Shown, int Column) Window(string content, int column)
    {
        var from = column > Width - 20 ? column - (Width / 2) : 0;
        var shown = content
            .Substring(Math.Min(from, content.Length), Math.Min(Width, Math.Max(0, content.Length - from)))
            .Replace('\t', ' ');
        return (shown, column == 0 ? 0 : column - from);
    }

    [GeneratedRegex(@"\{%-?\s*(macro|test|data_test|materialization)\s+(?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Block();
}
