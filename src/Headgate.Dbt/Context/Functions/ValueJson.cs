using System.Text;
using System.Text.Json;
using Headgate.Dbt.Console;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Functions;

/// <summary>JSON of the values of templates, as Python's json module reads and writes it: blanks after separators, ASCII only.</summary>
internal static class ValueJson
{
    private const int MaximumDepth = 200;

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Value Read(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        return Value.FromObject(document.RootElement);
    }

    /// <summary>Writes a value.</summary>
    /// <exception cref="JinjaException">A value has no JSON form.</exception>
    public static string Write(in Value value, bool sortKeys)
    {
        var text = new StringBuilder();
        Append(text, value, sortKeys, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, in Value value, bool sortKeys, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new JinjaException(JinjaErrorKind.RecursionError, "maximum recursion depth exceeded while encoding a JSON object");
        }
        switch (value.Kind)
        {
            case ValueKind.None:
                text.Append("null");
                break;
            case ValueKind.Bool:
                text.Append(value.IsTruthy ? "true" : "false");
                break;
            case ValueKind.Int:
            case ValueKind.Float:
                text.Append(value.ToString());
                break;
            case ValueKind.Str:
                PythonJson.AppendText(text, value.AsString());
                break;
            case ValueKind.Dict:
                value.TryGet<JinjaDict>(out var dict);
                AppendDict(text, dict!, sortKeys, depth);
                break;
            case ValueKind.List:
            case ValueKind.Tuple:
                value.TryGet<IEnumerable<Value>>(out var items);
                var first = true;
                text.Append('[');
                foreach (var item in items!)
                {
                    text.Append(first ? "" : ", ");
                    Append(text, item, sortKeys, depth + 1);
                    first = false;
                }
                text.Append(']');
                break;
            default:
                throw new JinjaException(JinjaErrorKind.TypeError, $"Object of type {value.TypeName} is not JSON serializable");
        }
    }

    private static void AppendDict(StringBuilder text, JinjaDict dict, bool sortKeys, int depth)
    {
        var entries = dict.Select(entry => (Key: KeyText(entry.Key), entry.Value));
        if (sortKeys)
        {
            entries = entries.OrderBy(entry => entry.Key, StringComparer.Ordinal);
        }
        var first = true;
        text.Append('{');
        foreach (var (key, item) in entries)
        {
            text.Append(first ? "" : ", ");
            PythonJson.AppendText(text, key);
            text.Append(": ");
            Append(text, item, sortKeys, depth + 1);
            first = false;
        }
        text.Append('}');
    }

    private static string KeyText(in Value key) =>
        key.Kind switch
        {
            ValueKind.Str => key.AsString(),
            ValueKind.None => "null",
            ValueKind.Bool => key.IsTruthy ? "true" : "false",
            ValueKind.Int or ValueKind.Float => key.ToString(),
            _ => throw new JinjaException(JinjaErrorKind.TypeError, $"keys must be str, int, float, bool or None, not {key.TypeName}"),
        };
}
