using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>
/// Writes the things of an answer afresh: the fields that the operation has declared and nothing else, each judged. A related thing comes along where the caller may see it at its
/// own place; an id of another thing likewise; a text that holds the token is withheld.
/// </summary>
internal sealed class ThingWriter(CallContext call, CleanTexts texts, NamedThings named)
{
    private readonly IReadOnlyList<string> _asked = IncludeField.Read(call.Source, new FieldProblems());

    /// <summary>The texts of the answer.</summary>
    public CleanTexts Texts => texts;

    /// <summary>A thing as the caller may see it.</summary>
    public ReadOnlyMemory<byte> Write(JudgedThing thing, JsonTypeInfo type)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(bytes))
        {
            Thing(json, thing.Json, type, thing.Place, isTop: true);
        }
        return bytes.WrittenMemory;
    }

    /// <summary>A plain value, or a list of them, as the caller may see it.</summary>
    public ReadOnlyMemory<byte> WritePlain(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            Plain(json, value);
        }
        return bytes.WrittenMemory;
    }

    private void Thing(Utf8JsonWriter json, JsonElement thing, JsonTypeInfo type, Target place, bool isTop)
    {
        var form = ThingForm.Of(type);
        json.WriteStartObject();
        foreach (var property in thing.EnumerateObject())
        {
            if (form.Field(property) is { Treatment: not FieldTreatment.Never } field)
            {
                json.WritePropertyName(field.Written);
                Value(json, field, property.Value, place, isTop, thing);
            }
        }
        json.WriteEndObject();
    }

    private void Value(Utf8JsonWriter json, ThingField field, JsonElement value, Target place, bool isTop, JsonElement thing)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) && field.Treatment != FieldTreatment.Variables)
        {
            Scalar(json, field, value, thing);
            return;
        }
        switch (field.Treatment)
        {
            case FieldTreatment.Variables when IncludeOf(field.Name, isTop) is { } include && call.MaySee(include, place):
                Plain(json, value);
                break;
            case FieldTreatment.Related:
                Related(json, field, value, isTop);
                break;
            case FieldTreatment.Ids:
                Ids(json, field.Kind, value);
                break;
            case FieldTreatment.Free:
                Free(json, value, 0);
                break;
            case FieldTreatment.Part when IsShown(field.Name, value):
                Part(json, field, value, place);
                break;
            case FieldTreatment.Part or FieldTreatment.Unknown when IsPlainList(value):
                Plain(json, value);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static bool IsPlainList(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().All(i => i.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    /// <summary>A condition is about another job, and says nothing to those who may not see it.</summary>
    private bool IsShown(string name, JsonElement value) =>
        name != "job_completion_trigger_condition" || (NamedThings.JobOfCondition(value) is { } job && named.AreSeen(TargetKind.Job, job));

    private void Part(Utf8JsonWriter json, ThingField field, JsonElement value, Target place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var one in value.EnumerateArray())
            {
                if (one.ValueKind == JsonValueKind.Object && field.ItemType is { } item)
                {
                    Thing(json, one, item, place, isTop: false);
                }
            }
            json.WriteEndArray();
        }
        else if (field.Type.Kind == JsonTypeInfoKind.Object)
        {
            Thing(json, value, field.Type, place, isTop: false);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private void Related(Utf8JsonWriter json, ThingField field, JsonElement value, bool isTop)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (PlaceOfRelated(field, value, isTop) is { } place)
            {
                Thing(json, value, field.Type, place, isTop: false);
            }
            else
            {
                json.WriteNullValue();
            }
            return;
        }
        json.WriteStartArray();
        foreach (var one in value.EnumerateArray())
        {
            if (field.ItemType is { } item && PlaceOfRelated(field, one, isTop) is { } place)
            {
                Thing(json, one, item, place, isTop: false);
            }
        }
        json.WriteEndArray();
    }

    /// <summary>Where another thing lies that was asked for and may be seen; null for any other.</summary>
    private Target? PlaceOfRelated(ThingField field, JsonElement thing, bool isTop) =>
        IncludeOf(field.Name, isTop) is { } include
        && ThingPlaces.Of(field.Kind, thing, call.AccountId) is { } place
        && call.MaySee(include, place)
            ? place
            : null;

    /// <summary>What was asked for beside the thing itself; nothing beside what stands beside it.</summary>
    private Include? IncludeOf(string name, bool isTop) =>
        isTop
            ? call.Operation.Includes.FirstOrDefault(i => i.Name == name && (i.IsUnasked || _asked.Contains(name, StringComparer.Ordinal)))
            : null;

    private void Ids(Utf8JsonWriter json, TargetKind kind, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        foreach (var id in value.EnumerateArray())
        {
            if (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && named.AreSeen(kind, number))
            {
                json.WriteNumberValue(number);
            }
        }
        json.WriteEndArray();
    }

    private void Scalar(Utf8JsonWriter json, ThingField field, JsonElement value, JsonElement thing)
    {
        if (field.Treatment == FieldTreatment.Ids && value.ValueKind != JsonValueKind.Null)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) && named.AreSeen(field.Kind, id))
            {
                json.WriteNumberValue(id);
            }
            else
            {
                json.WriteNullValue();
            }
        }
        else if (field.Name == "status_message" && NamesHiddenRun(thing))
        {
            json.WriteStringValue("Waiting for a run elsewhere.");
        }
        else
        {
            Plain(json, value);
        }
    }

    private bool NamesHiddenRun(JsonElement run) =>
        run.TryGetProperty("blocked_by", out var blockers)
        && blockers.ValueKind == JsonValueKind.Array
        && blockers
            .EnumerateArray()
            .Any(b => b.ValueKind != JsonValueKind.Number || !b.TryGetInt64(out var id) || !named.AreSeen(TargetKind.Run, id));

    private void Plain(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                texts.Write(json, value);
                break;
            case JsonValueKind.Number:
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                json.WriteBooleanValue(value.GetBoolean());
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray().Where(i => i.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)))
                {
                    Plain(json, item);
                }
                json.WriteEndArray();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private void Free(Utf8JsonWriter json, JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Object && depth < 8)
        {
            json.WriteStartObject();
            foreach (var property in value.EnumerateObject().Where(p => !ThingFields.Never.Contains(p.Name)))
            {
                json.WritePropertyName(texts.Clean(property.Name));
                Free(json, property.Value, depth + 1);
            }
            json.WriteEndObject();
        }
        else
        {
            Plain(json, value);
        }
    }
}
