using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(PlainDataConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata
)]
[JsonSerializable(typeof(RunResults))]
[JsonSerializable(typeof(SourcesArtifact))]
[JsonSerializable(typeof(Catalog))]
internal sealed partial class ResultsJsonContext : JsonSerializerContext;
