using System.Buffers;
using System.Text.Json;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary>Cuts the objects of the API down to what dbt's tools show of them.</summary>
internal static class Cut
{
    /// <summary>A list with each object written anew.</summary>
    public static JsonElement Each(JsonElement items, Action<Utf8JsonWriter, JsonElement> write) =>
        Written(json =>
        {
            json.WriteStartArray();
            foreach (var item in items.EnumerateArray())
            {
                json.WriteStartObject();
                write(json, item);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });

    /// <summary>What a delegate writes, as a value.</summary>
    public static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }
        return JsonElement.Parse(bytes.WrittenSpan);
    }

    /// <summary>Repeats members of an object under their own names; those that it does not have become null.</summary>
    public static void Members(this Utf8JsonWriter json, JsonElement from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            json.Member(name, from, name);
        }
    }

    /// <summary>Writes a member from a path in an object; null where it leads nowhere.</summary>
    public static void Member(this Utf8JsonWriter json, string name, JsonElement from, params ReadOnlySpan<string> path)
    {
        json.WritePropertyName(name);
        if (At(from, path) is { ValueKind: not JsonValueKind.Undefined } value)
        {
            value.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>The value at a path of names; of kind Undefined where it leads nowhere.</summary>
    public static JsonElement At(this JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
            {
                return default;
            }
        }
        return from;
    }
}
