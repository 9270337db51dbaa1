using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Writes a configuration as a map from which the same comes back.</summary>
internal sealed class ExactConfigConverter : JsonConverter<NodeConfig>
{
    /// <inheritdoc />
    public override NodeConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(ExactDataConverter.ReadMap(ref reader));

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, NodeConfig value, JsonSerializerOptions options) =>
        ExactDataConverter.WriteMap(writer, value.Values);
}
