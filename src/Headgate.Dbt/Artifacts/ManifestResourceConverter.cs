using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Reads and writes a resource of any kind by its <c>resource_type</c>; needed for the disabled ones, which stand mixed.</summary>
internal sealed class ManifestResourceConverter : JsonConverter<IManifestResource>
{
    public override IManifestResource? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (IManifestResource?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(TypeOf(ResourceTypeAhead(reader))));

    public override void Write(Utf8JsonWriter writer, IManifestResource value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));

    private static ResourceType ResourceTypeAhead(Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (
                reader.TokenType != JsonTokenType.PropertyName
                || reader.CurrentDepth != depth + 1
                || !reader.ValueTextEquals("resource_type"u8)
            )
            {
                continue;
            }
            reader.Read();
            return ResourceTypeNames.Parse(reader.GetString() ?? "")
                ?? throw new JsonException($"Unknown resource_type '{reader.GetString()}'.");
        }

        throw new JsonException("A disabled resource has no resource_type.");
    }

    private static Type TypeOf(ResourceType type) =>
        type switch
        {
            ResourceType.Source => typeof(SourceDefinition),
            ResourceType.Exposure => typeof(Exposure),
            ResourceType.Metric => typeof(Metric),
            ResourceType.SavedQuery => typeof(SavedQuery),
            ResourceType.SemanticModel => typeof(SemanticModel),
            ResourceType.UnitTest => typeof(UnitTest),
            ResourceType.Macro => typeof(Macro),
            ResourceType.Group => typeof(Group),
            _ => typeof(ManifestNode),
        };
}
