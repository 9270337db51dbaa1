using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Writes a configuration as the map that it is.</summary>
internal sealed class NodeConfigConverter : JsonConverter<NodeConfig>
{
    public override NodeConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(PlainDataConverter.ReadMap(ref reader));

    public override void Write(Utf8JsonWriter writer, NodeConfig value, JsonSerializerOptions options) =>
        PlainDataConverter.WriteMap(writer, value.Values);
}
