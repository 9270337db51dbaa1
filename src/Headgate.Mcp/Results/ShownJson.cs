using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headgate.Mcp.Results;

/// <summary>Makes every text of a JSON value one that can be seen: <see cref="ShownText"/>.</summary>
internal static class ShownJson
{
    /// <summary>Writes text as it is, so that it can be searched and read: no character is escaped that need not be.</summary>
    public static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value with hidden characters written out, and whether it had any.</summary>
    public static (JsonElement Value, bool HadHidden) Of(JsonElement value)
    {
        if (!HasHidden(value))
        {
            return (value, false);
        }
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            Write(json, value);
        }
        return (JsonElement.Parse(bytes.WrittenSpan), true);
    }

    /// <summary>The value as compact JSON, readable: no character is escaped that need not be.</summary>
    public static string Text(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            value.WriteTo(json);
        }
        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static bool HasHidden(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => ShownText.HasHidden(value.GetString()!),
            JsonValueKind.Array => value.EnumerateArray().Any(HasHidden),
            JsonValueKind.Object => value.EnumerateObject().Any(p => ShownText.HasHidden(p.Name) || HasHidden(p.Value)),
            _ => false,
        };

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    json.WritePropertyName(ShownText.Of(property.Name));
                    Write(json, property.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(json, item);
                }
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(ShownText.Of(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
