using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Makes what the record holds of a body: a digest of all of it, and the fields that tell what was done.</summary>
internal static class ArgumentsRecord
{
    private const int LongestValue = 300;

    /// <summary>Most keys that a caller chose, of one object, and most such objects of a list: a body shall not fill the record.</summary>
    private const int MostOthers = 50;

    private const int MostObjects = 10;

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
            else
            {
                foreach (var told in Objects(field.Shape, sent).SelectMany(o => Told(o.Shape, source.Inside(o.Sent), $"{path}{o.Place}.")))
                {
                    yield return told;
                }
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Told(ObjectShape shape, FieldSource source, string prefix) =>
        shape.Others is null
            ? Told(shape.Fields, source, prefix)
            : Told(shape.Fields, source, prefix)
                .Concat(
                    UnknownFields
                        .In(source.Body, shape.Fields)
                        .Take(MostOthers)
                        .Select(o => KeyValuePair.Create(Sentences.Clean(prefix + o.Name), "***"))
                );

    /// <summary>Objects that tell something; of lists only those whose keys callers choose.</summary>
    private static IEnumerable<(ObjectShape Shape, Sent Sent, string Place)> Objects(Shape shape, Sent sent) =>
        shape switch
        {
            ObjectShape inside => [(inside, sent, "")],
            ListShape { Item: ObjectShape { Others: not null } items } => sent.Json.ValueKind switch
            {
                JsonValueKind.Array => sent
                    .Json.EnumerateArray()
                    .Take(MostObjects)
                    .Select((item, index) => (items, new Sent(item), $".{index}")),
                JsonValueKind.Object => [(items, sent, "")],
                _ => [],
            },
            _ => [],
        };

    private static string Text(Sent sent) => sent.Json.ValueKind == JsonValueKind.String ? sent.Json.GetString()! : sent.ToString();
}
