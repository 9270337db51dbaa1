using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headgate.Dbt.Yaml;

/// <summary>
/// The message of a YAML error in dbt's form: the lines around the place, then the reader's own words, which follow libyaml.
/// </summary>
internal static class YamlErrorText
{
    private const int LinesAround = 3;

    /// <summary>The error in dbt's form.</summary>
    /// <param name="exception">What the reader found.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="open">Starts of the maps and lists that were being read, innermost first.</param>
    public static YamlSyntaxException From(YamlException exception, string text, IEnumerable<ParsingEvent> open)
    {
        var (context, problem) = Split(exception.Message);
        var place = context is null ? exception.Start : exception.End;
        switch (problem)
        {
            case "found invalid tab as indentation":
                (context, problem) = ("while scanning for the next token", "found character that cannot start any token");
                place = FirstTab(text) ?? place;
                break;
            case "found invalid mapping":
                (context, problem) = (null, "mapping values are not allowed in this context");
                break;
        }

        var line = (int)place.Line;
        var message = new StringBuilder();
        message.Append(CultureInfo.InvariantCulture, $"Syntax error near line {line}\n------------------------------\n");
        message.Append(Excerpt(text, line)).Append("\n\nRaw Error:\n------------------------------\n");
        if (context is not null)
        {
            message.Append(context);
            if (context.StartsWith("while parsing", StringComparison.Ordinal))
            {
                message.Append(In(Container(context, open)?.Start ?? exception.Start));
            }
            else if (exception.Start.Line != exception.End.Line || exception.Start.Column != exception.End.Column)
            {
                message.Append(In(exception.Start));
            }
            message.Append('\n');
        }

        message.Append(problem).Append(In(place));
        return new YamlSyntaxException(message.ToString(), line);
    }

    /// <summary>The numbered lines around a place, as dbt prints them.</summary>
    public static string Excerpt(string text, int line)
    {
        var lines = text.Split('\n');
        var excerpt = new StringBuilder();
        for (var i = Math.Max(line - LinesAround, 1); i <= Math.Min(line + LinesAround, lines.Length); i++)
        {
            // A final newline is no line of its own.
            if (i == lines.Length && lines[i - 1].Length == 0)
            {
                break;
            }
            if (excerpt.Length > 0)
            {
                excerpt.Append('\n');
            }
            excerpt.Append(CultureInfo.InvariantCulture, $"{i, -3}| {lines[i - 1]}");
        }

        return excerpt.ToString();
    }

    private static string In(Mark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"\n  in \"<unicode string>\", line {mark.Line}, column {mark.Column}");

    /// <summary>The innermost open list, or map, as the context names it.</summary>
    private static ParsingEvent? Container(string context, IEnumerable<ParsingEvent> open) =>
        open.FirstOrDefault(start => start is SequenceStart == (context.Contains("collection") || context.Contains("sequence")));

    /// <summary>The first tab that stands where an indent is read.</summary>
    private static Mark? FirstTab(string text)
    {
        var index = 0;
        var number = 1;
        foreach (var line in text.Split('\n'))
        {
            var indent = line.Length - line.TrimStart(' ', '\t').Length;
            var tab = line.AsSpan(0, indent).IndexOf('\t');
            if (tab >= 0)
            {
                return new Mark(index + tab, number, tab + 1);
            }
            index += line.Length + 1;
            number++;
        }

        return null;
    }

    /// <summary>YamlDotNet joins libyaml's context and problem by a comma and begins with a capital.</summary>
    private static (string? Context, string Problem) Split(string message)
    {
        var text = message.TrimEnd('.');
        text = char.ToLowerInvariant(text[0]) + text[1..];
        if (!text.StartsWith("while ", StringComparison.Ordinal))
        {
            return (null, text);
        }
        foreach (var word in (string[])[", did not ", ", found ", ", expected ", ", could not "])
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at > 0)
            {
                return (text[..at], text[(at + 2)..]);
            }
        }

        return (null, text);
    }
}
