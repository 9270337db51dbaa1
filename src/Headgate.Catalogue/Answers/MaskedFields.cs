using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Catalogue;

/// <summary>Fields of answers that a grant hides, by their names, however deep they stand in what is answered.</summary>
public static class MaskedFields
{
    /// <summary>What stands in the place of a text; anything else is null.</summary>
    public const string Text = "**********";

    /// <summary>The names of fields that answers of a form have, those of things inside them too.</summary>
    public static IReadOnlySet<string> Of(AnswerForm form)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (form.Type is { } type)
        {
            Collect(type, names, []);
        }
        return names;
    }

    /// <summary>Writes a value without the masked fields' values.</summary>
    internal static void Write(Utf8JsonWriter writer, DataAnswer answer, IReadOnlyCollection<string> masked, bool itemsOnly)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes))
        {
            answer.WriteData(json);
        }
        var value = JsonElement.Parse(bytes.WrittenSpan);
        if (!itemsOnly)
        {
            Write(writer, value, masked);
            return;
        }
        foreach (var item in value.EnumerateArray())
        {
            Write(writer, item, masked);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, IReadOnlyCollection<string> masked)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    if (masked.Contains(property.Name))
                    {
                        WriteMask(writer, property.Value);
                    }
                    else
                    {
                        Write(writer, property.Value, masked);
                    }
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, masked);
                }
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteMask(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            writer.WriteStringValue(Text);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void Collect(JsonTypeInfo type, HashSet<string> names, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type))
        {
            return;
        }
        foreach (var property in type.Properties)
        {
            names.Add(property.Name);
            foreach (var inside in (Type?[])[property.PropertyType, .. property.PropertyType.GenericTypeArguments])
            {
                if (inside is not null && type.Options.TryGetTypeInfo(inside, out var found) && found.Kind == JsonTypeInfoKind.Object)
                {
                    Collect(found, names, seen);
                }
            }
        }
    }
}
