using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>A field that an operation has declared in what it answers.</summary>
internal sealed class ThingField
{
    private readonly JsonTypeInfo _owner;
    private readonly Type _type;

    public ThingField(JsonPropertyInfo property, JsonTypeInfo owner)
    {
        (_owner, _type) = (owner, property.PropertyType);
        (Name, Written) = (property.Name, JsonEncodedText.Encode(property.Name));
        Treatment =
            ThingFields.Never.Contains(Name) ? FieldTreatment.Never
            : Name == "custom_environment_variables" ? FieldTreatment.Variables
            : ThingFields.Related.ContainsKey(Name) ? FieldTreatment.Related
            : ThingFields.Naming.ContainsKey(Name) ? FieldTreatment.Ids
            : ThingFields.Free.Contains(Name) ? FieldTreatment.Free
            : ThingFields.Parts.Contains(Name) ? FieldTreatment.Part
            : FieldTreatment.Unknown;
        Kind =
            ThingFields.Related.TryGetValue(Name, out var related) ? related
            : ThingFields.Naming.TryGetValue(Name, out var named) ? named
            : default;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its name as JSON has it.</summary>
    public JsonEncodedText Written { get; }

    /// <summary>What becomes of it.</summary>
    public FieldTreatment Treatment { get; }

    /// <summary>The kind of the other things that it holds or names, where it does.</summary>
    public TargetKind Kind { get; }

    /// <summary>The form of its value.</summary>
    public JsonTypeInfo Type => field ??= _owner.Options.GetTypeInfo(_type);

    /// <summary>The form of what it lists; null where it is no list.</summary>
    public JsonTypeInfo? ItemType => field ??= ItemOf(Type);

    private static JsonTypeInfo? ItemOf(JsonTypeInfo list) =>
        list
            .Type.GetInterfaces()
            .Append(list.Type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            is { } items
            ? list.Options.GetTypeInfo(items.GetGenericArguments()[0])
            : null;
}
