using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Writes the body of a request anew: the fields that the operation declares, as they were judged, and nothing else.</summary>
internal static class RequestBody
{
    /// <summary>The body of a call; null where it takes none, or none was sent.</summary>
    public static byte[]? Of(CallContext call)
    {
        var source = call.Source;
        if (call.Operation.Body == BodyForm.None || source.Body.ValueKind == JsonValueKind.Undefined)
        {
            return call.Operation.Body is BodyForm.Object or BodyForm.OptionalObject ? "{}"u8.ToArray() : null;
        }
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var field in call.Operation.AllFields.Where(f => f.Place == FieldPlace.Body))
            {
                if (field.Name == "id" && source.Find(field).IsMentioned && call.Operation.Target.RouteValue is { } route)
                {
                    // The path says which thing is meant, whatever the body repeats.
                    json.WriteNumber(field.Name, call.RouteLong(route));
                    continue;
                }
                Field(json, field, source);
            }
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void Field(Utf8JsonWriter json, Field field, FieldSource source)
    {
        var sent = source.Find(field);
        if (!sent.IsMentioned)
        {
            return;
        }
        json.WritePropertyName(field.Name);
        Value(json, field.Shape, sent, source);
    }

    private static void Value(Utf8JsonWriter json, Shape shape, Sent sent, FieldSource source)
    {
        if (sent.Texts is { } texts)
        {
            OfForm(json, shape, texts[^1]);
            return;
        }
        switch (shape)
        {
            case ObjectShape inside when sent.Json.ValueKind == JsonValueKind.Object:
                Object(json, inside, source.Inside(sent));
                break;
            case ListShape { Item: ObjectShape items } when sent.Json.ValueKind == JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in sent.Json.EnumerateArray())
                {
                    Value(json, items, new Sent(item), source);
                }
                json.WriteEndArray();
                break;
            case ListShape { TakesOne: true, Item: ObjectShape one } when sent.Json.ValueKind == JsonValueKind.Object:
                Object(json, one, source.Inside(sent));
                break;
            default:
                sent.Json.WriteTo(json);
                break;
        }
    }

    private static void Object(Utf8JsonWriter json, ObjectShape shape, FieldSource source)
    {
        json.WriteStartObject();
        foreach (var field in shape.Fields)
        {
            Field(json, field, source);
        }
        if (shape.Others is not null)
        {
            foreach (var (name, value) in UnknownFields.In(source.Body, shape.Fields))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
        json.WriteEndObject();
    }

    /// <summary>A form's values are texts; what is sent on is JSON, whose values have types.</summary>
    private static void OfForm(Utf8JsonWriter json, Shape shape, string text)
    {
        if (shape is WholeShape && long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
        }
        else if (shape is FlagShape && bool.TryParse(text, out var flag))
        {
            json.WriteBooleanValue(flag);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }
}
