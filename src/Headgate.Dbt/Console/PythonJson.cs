using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Console;

/// <summary>Plain data as JSON in the spelling of Python's default: blanks behind commas and colons, letters beyond ASCII escaped.</summary>
internal static class PythonJson
{
    /// <summary>One line of JSON; with <paramref name="indent"/> blanks a level, several lines.</summary>
    public static string Write(object? value, bool sortKeys = false, int? indent = null)
    {
        var text = new StringBuilder();
        Write(text, value, sortKeys, indent, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, bool sortKeys, int? indent, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string words:
                AppendText(text, words);
                break;
            case double number:
                text.Append(PlainData.Number(number));
                break;
            case int or long or decimal or BigInteger:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case OrderedDictionary<string, object?> map:
                var pairs = sortKeys ? map.OrderBy(p => p.Key, StringComparer.Ordinal) : map.AsEnumerable();
                WriteAll(
                    text,
                    '{',
                    '}',
                    [.. pairs],
                    indent,
                    depth,
                    (pair, inner) =>
                    {
                        AppendText(text, pair.Key);
                        text.Append(": ");
                        Write(text, pair.Value, sortKeys, indent, inner);
                    }
                );
                break;
            case IEnumerable items:
                WriteAll(
                    text,
                    '[',
                    ']',
                    [.. items.Cast<object?>()],
                    indent,
                    depth,
                    (item, inner) => Write(text, item, sortKeys, indent, inner)
                );
                break;
            default:
                AppendText(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, char close, List<T> items, int? indent, int depth, Action<T, int> write)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(
                i == 0 ? ""
                : indent is null ? ", "
                : ","
            );
            NewLine(text, indent, depth + 1);
            write(items[i], depth + 1);
        }
        if (items.Count > 0)
        {
            NewLine(text, indent, depth);
        }
        text.Append(close);
    }

    private static void NewLine(StringBuilder text, int? indent, int depth)
    {
        if (indent is { } width)
        {
            text.Append('\n').Append(' ', width * depth);
        }
    }

    /// <summary>Appends a text between quotes.</summary>
    public static void AppendText(StringBuilder text, string words)
    {
        text.Append('"');
        foreach (var letter in words)
        {
            switch (letter)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                default:
                    if (letter is < ' ' or > '~')
                    {
                        text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        text.Append(letter);
                    }
                    break;
            }
        }
        text.Append('"');
    }
}
