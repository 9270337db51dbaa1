using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Makes what the record holds of a body: a digest of all of it, and the fields that tell what was done.</summary>
internal static class ArgumentsRecord
{
    private const int LongestValue = 300;

    /// <summary>Null where nothing was sent.</summary>
    public static RecordedArguments? Of(Operation operation, FieldSource source) =>
        source.Body.ValueKind is JsonValueKind.Undefined ? null : new(Digest(source.Body), [.. Told(operation.Fields.All, source, "")]);

    private static byte[] Digest(JsonElement body)
    {
        var canonical = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(canonical))
        {
            WriteSorted(json, body);
        }
        return SHA256.HashData(canonical.WrittenSpan);
    }

    private static void WriteSorted(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(property.Name);
                    WriteSorted(json, property.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteSorted(json, item);
                }
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Told(IReadOnlyList<Field> fields, FieldSource source, string prefix)
    {
        foreach (var field in fields)
        {
            var sent = field.Place == FieldPlace.Body ? source.Find(field) : default;
            if (sent.IsAbsent)
            {
                continue;
            }
            var path = prefix + field.Name;
            if (field.Record == FieldRecord.Masked)
            {
                yield return new(path, "***");
            }
            else if (field.Record == FieldRecord.Told)
            {
                yield return new(path, Sentences.Clean(Text(sent), LongestValue));
            }
            else if (field.Shape is ObjectShape inside)
            {
                foreach (var told in Told(inside.Fields, source.Inside(sent), path + "."))
                {
                    yield return told;
                }
            }
        }
    }

    private static string Text(Sent sent) => sent.Json.ValueKind == JsonValueKind.String ? sent.Json.GetString()! : sent.ToString();
}
