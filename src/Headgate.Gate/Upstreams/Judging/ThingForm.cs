using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>The fields that a kind of thing is declared to have: nothing else of it is shown.</summary>
internal sealed class ThingForm
{
    private static readonly ConcurrentDictionary<JsonTypeInfo, ThingForm> Known = new();

    private readonly FieldNames<ThingField> _fields;

    private ThingForm(JsonTypeInfo type) =>
        _fields = new(type.Properties.Select(p => KeyValuePair.Create(p.Name, new ThingField(p, type))));

    /// <summary>The form of a type.</summary>
    public static ThingForm Of(JsonTypeInfo type) => Known.GetOrAdd(type, static t => new ThingForm(t));

    /// <summary>A field by its name in an answer; null for one that is not declared.</summary>
    public ThingField? Field(JsonProperty property) => _fields.Of(property);
}
