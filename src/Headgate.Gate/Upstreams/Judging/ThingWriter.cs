using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>
/// Writes the things of an answer afresh: the fields that the operation has declared and nothing else, each judged. A related thing comes along where the caller may see it at its
/// own place; an id of another thing likewise; a text that holds the token is withheld.
/// </summary>
internal sealed class ThingWriter(CallContext call, TokenTraces traces, NamedThings named)
{
    private readonly IReadOnlyList<string> _asked = IncludeField.Read(call.Source, new FieldProblems());

    /// <summary>Whether the token was found.</summary>
    public bool FoundToken { get; private set; }

    /// <summary>Related things that were withheld.</summary>
    public int Withheld { get; private set; }

    /// <summary>A thing as the caller may see it.</summary>
    public ReadOnlyMemory<byte> Write(JsonElement thing, JsonTypeInfo type, Target place)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            Thing(json, thing, type, place, isTop: true);
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
        json.WriteStartObject();
        foreach (var property in type.Properties)
        {
            if (!thing.TryGetProperty(property.Name, out var value) || ThingFields.Never.Contains(property.Name))
            {
                continue;
            }
            json.WritePropertyName(property.Name);
            Value(json, property, value, type.Options.GetTypeInfo(property.PropertyType), place, isTop, thing);
        }
        json.WriteEndObject();
    }

    private void Value(
        Utf8JsonWriter json,
        JsonPropertyInfo property,
        JsonElement value,
        JsonTypeInfo type,
        Target place,
        bool isTop,
        JsonElement thing
    )
    {
        var name = property.Name;
        if (name == "custom_environment_variables")
        {
            Asked(json, name, isTop, include => call.MaySee(include, place), () => Plain(json, value));
        }
        else if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            Scalar(json, name, value, thing);
        }
        else if (ThingFields.Related.TryGetValue(name, out var kind))
        {
            Related(json, name, value, type, kind, isTop);
        }
        else if (ThingFields.Naming.ContainsKey(name))
        {
            Ids(json, name, value);
        }
        else if (ThingFields.Free.Contains(name))
        {
            Free(json, value, 0);
        }
        else if (ThingFields.Parts.Contains(name) && IsShown(name, value))
        {
            Part(json, value, type, place);
        }
        else if (
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(i => i.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        )
        {
            Plain(json, value);
        }
        else
        {
            Withhold(json);
        }
    }

    /// <summary>A condition is about another job, and says nothing to those who may not see it.</summary>
    private bool IsShown(string name, JsonElement value) =>
        name != "job_completion_trigger_condition" || (NamedThings.JobOfCondition(value) is { } job && named.AreSeen(TargetKind.Job, job));

    private void Part(Utf8JsonWriter json, JsonElement value, JsonTypeInfo type, Target place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var item = ItemOf(type);
            json.WriteStartArray();
            foreach (var one in value.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object && item is not null))
            {
                Thing(json, one, item!, place, isTop: false);
            }
            json.WriteEndArray();
        }
        else if (type.Kind == JsonTypeInfoKind.Object)
        {
            Thing(json, value, type, place, isTop: false);
        }
        else
        {
            Withhold(json);
        }
    }

    private void Related(Utf8JsonWriter json, string name, JsonElement value, JsonTypeInfo type, TargetKind kind, bool isTop)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var place = ThingPlaces.Of(kind, value, call.AccountId);
            Asked(
                json,
                name,
                isTop,
                include => place is not null && call.MaySee(include, place),
                () => Thing(json, value, type, place!, isTop: false)
            );
            return;
        }
        var item = ItemOf(type);
        json.WriteStartArray();
        foreach (var one in value.EnumerateArray())
        {
            if (
                item is not null
                && ThingPlaces.Of(kind, one, call.AccountId) is { } place
                && IncludeOf(name, isTop) is { } include
                && call.MaySee(include, place)
            )
            {
                Thing(json, one, item, place, isTop: false);
            }
            else
            {
                Withheld++;
            }
        }
        json.WriteEndArray();
    }

    private void Asked(Utf8JsonWriter json, string name, bool isTop, Func<Include, bool> maySee, Action write)
    {
        if (IncludeOf(name, isTop) is { } include && maySee(include))
        {
            write();
        }
        else
        {
            Withhold(json);
        }
    }

    /// <summary>What was asked for beside the thing itself; nothing beside what stands beside it.</summary>
    private Include? IncludeOf(string name, bool isTop) =>
        isTop
            ? call.Operation.Includes.FirstOrDefault(i => i.Name == name && (i.IsUnasked || _asked.Contains(name, StringComparer.Ordinal)))
            : null;

    private void Ids(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Withhold(json);
            return;
        }
        json.WriteStartArray();
        foreach (var id in value.EnumerateArray())
        {
            if (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && named.AreSeen(ThingFields.Naming[name], number))
            {
                json.WriteNumberValue(number);
            }
        }
        json.WriteEndArray();
    }

    private void Scalar(Utf8JsonWriter json, string name, JsonElement value, JsonElement thing)
    {
        if (ThingFields.Naming.TryGetValue(name, out var kind) && value.ValueKind != JsonValueKind.Null)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) && named.AreSeen(kind, id))
            {
                json.WriteNumberValue(id);
            }
            else
            {
                json.WriteNullValue();
            }
        }
        else if (name == "status_message" && NamesHiddenRun(thing))
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
                json.WriteStringValue(Clean(value.GetString()!));
                break;
            case JsonValueKind.Number:
                json.WriteRawValue(value.GetRawText());
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
                json.WritePropertyName(Clean(property.Name));
                Free(json, property.Value, depth + 1);
            }
            json.WriteEndObject();
        }
        else
        {
            Plain(json, value);
        }
    }

    private string Clean(string text)
    {
        if (!traces.AreIn(text))
        {
            return text;
        }
        FoundToken = true;
        return TokenTraces.Withheld;
    }

    private void Withhold(Utf8JsonWriter json)
    {
        Withheld++;
        json.WriteNullValue();
    }

    private static JsonTypeInfo? ItemOf(JsonTypeInfo list) =>
        list
            .Type.GetInterfaces()
            .Append(list.Type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            is { } items
            ? list.Options.GetTypeInfo(items.GetGenericArguments()[0])
            : null;
}
