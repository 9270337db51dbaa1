using Headgate.Jinja.Errors;

namespace Headgate.Jinja.Syntax;

/// <summary>A template's text with its name: newlines are "\n", and offsets can be turned into lines and columns.</summary>
internal sealed class SourceText
{
    private int[]? _lineStarts;

    public SourceText(string source, string? name, bool keepTrailingNewline)
    {
        var text = source.Contains('\r') ? source.Replace("\r\n", "\n").Replace('\r', '\n') : source;
        Text = !keepTrailingNewline && text.EndsWith('\n') ? text[..^1] : text;
        Name = name;
    }

    /// <summary>The text after normalisation; all offsets refer to it.</summary>
    public string Text { get; }

    /// <summary>Name of the template, if it has one.</summary>
    public string? Name { get; }

    /// <summary>Line, from 1, of an offset.</summary>
    public int LineOf(int offset)
    {
        var found = Array.BinarySearch(LineStarts(), offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>Column, from 1, of an offset.</summary>
    public int ColumnOf(int offset) => offset - LineStarts()[LineOf(offset) - 1] + 1;

    /// <summary>Puts a place in this text into an error that has none yet.</summary>
    public JinjaException Locate(JinjaException error, int offset)
    {
        if (error.IsLocated)
        {
            return error;
        }
        var at = Math.Clamp(offset, 0, Text.Length);
        var line = LineOf(at);
        var start = LineStarts()[line - 1];
        var end = Text.IndexOf('\n', start);
        var content = Text[start..(end < 0 ? Text.Length : end)];
        return error.At(Name, line, at - start + 1, Excerpt(content, at - start));
    }

    private static string Excerpt(string line, int column)
    {
        const int Width = 120;
        var from = column > Width - 20 ? column - (Width / 2) : 0;
        var shown = line.Substring(from, Math.Min(Width, line.Length - from)).Replace('\t', ' ');
        return shown + "\n" + new string(' ', column - from) + "^";
    }

    private int[] LineStarts()
    {
        if (_lineStarts is { } known)
        {
            return known;
        }
        var starts = new List<int> { 0 };
        for (var at = Text.IndexOf('\n'); at >= 0; at = Text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }
        return _lineStarts = [.. starts];
    }
}
