using System.Globalization;
using System.Numerics;
using System.Text;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Project.Text;

/// <summary>Plain data as Python's <c>str()</c> and <c>repr()</c> write it; names of tests and messages of dbt contain both.</summary>
internal static class PythonText
{
    public static string Str(object? value) => value as string ?? Repr(value);

    public static string Repr(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>A map as Python writes the list of its items.</summary>
    public static string Items(OrderedDictionary<string, object?> map) =>
        "[" + string.Join(", ", map.Select(pair => $"({Repr(pair.Key)}, {Repr(pair.Value)})")) + "]";

    /// <summary>Type of a value as Python writes it: <c>&lt;class 'str'&gt;</c>.</summary>
    public static string TypeName(object? value) =>
        value switch
        {
            null => "<class 'NoneType'>",
            bool => "<class 'bool'>",
            string => "<class 'str'>",
            double => "<class 'float'>",
            long or BigInteger => "<class 'int'>",
            List<object?> => "<class 'list'>",
            OrderedDictionary<string, object?> => "<class 'dict'>",
            DateOnly => "<class 'datetime.date'>",
            DateTime => "<class 'datetime.datetime'>",
            _ => $"<class '{value.GetType().Name}'>",
        };

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("None");
                break;
            case true:
                text.Append("True");
                break;
            case false:
                text.Append("False");
                break;
            case string word:
                Quote(text, word);
                break;
            case double number:
                text.Append(PlainData.Number(number));
                break;
            case BigInteger number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                text.Append(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTime moment:
                text.Append(PlainData.Moment(moment).Replace('T', ' '));
                break;
            case List<object?> list:
                WriteList(text, list);
                break;
            case OrderedDictionary<string, object?> map:
                WriteMap(text, map);
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteList(StringBuilder text, List<object?> list)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }
            Write(text, list[i]);
        }

        text.Append(']');
    }

    private static void WriteMap(StringBuilder text, OrderedDictionary<string, object?> map)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first)
            {
                text.Append(", ");
            }
            first = false;
            Quote(text, key);
            text.Append(": ");
            Write(text, value);
        }

        text.Append('}');
    }

    /// <summary>Single quotes, unless the text has those and no double ones.</summary>
    private static void Quote(StringBuilder text, string word)
    {
        var quote = word.Contains('\'') && !word.Contains('"') ? '"' : '\'';
        text.Append(quote);
        foreach (var letter in word)
        {
            switch (letter)
            {
                case '\\':
                    text.Append(@"\\");
                    break;
                case '\n':
                    text.Append(@"\n");
                    break;
                case '\r':
                    text.Append(@"\r");
                    break;
                case '\t':
                    text.Append(@"\t");
                    break;
                case < ' ' or '\x7f':
                    text.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}");
                    break;
                default:
                    if (letter == quote)
                    {
                        text.Append('\\');
                    }
                    text.Append(letter);
                    break;
            }
        }
        text.Append(quote);
    }
}
