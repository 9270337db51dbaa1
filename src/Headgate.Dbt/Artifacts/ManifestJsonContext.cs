using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(PlainDataConverter), typeof(ManifestResourceConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata
)]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(List<ManifestNode>))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
