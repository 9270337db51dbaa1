using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values;

/// <summary>JSON as Python's json.loads reads it: ints of any size, floats, dicts in the order written.</summary>
public static class JsonValues
{
    /// <summary>Reads a JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Value Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>The value of a JSON element.</summary>
    /// <param name="element">The element.</param>
    /// <returns>The value.</returns>
    public static Value Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var dict = new JinjaDict();
                foreach (var property in element.EnumerateObject())
                {
                    dict.Set(property.Name, Read(property.Value));
                }
                return Value.From(dict);
            case JsonValueKind.Array:
                var list = new JinjaList();
                foreach (var item in element.EnumerateArray())
                {
                    list.Add(Read(item));
                }
                return Value.From(list);
            case JsonValueKind.String:
                return Value.From(element.GetString());
            case JsonValueKind.Number:
                return ReadNumber(element);
            case JsonValueKind.True:
                return Value.True;
            case JsonValueKind.False:
                return Value.False;
            default:
                return Value.None;
        }
    }

    private static Value ReadNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var small))
        {
            return Value.From(small);
        }
        var text = element.GetRawText();
        return text.AsSpan().ContainsAny('.', 'e', 'E')
            ? Value.From(element.GetDouble())
            : Value.From(BigInteger.Parse(text, CultureInfo.InvariantCulture));
    }
}
