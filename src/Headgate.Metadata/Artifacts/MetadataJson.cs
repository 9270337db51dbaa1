using System.Text.Json.Serialization;

namespace Headgate.Metadata.Artifacts;

/// <summary>Generated serialisers of what is kept.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(NodeOutline))]
[JsonSerializable(typeof(NodeExecution))]
[JsonSerializable(typeof(NodeFreshness))]
internal sealed partial class MetadataJson : JsonSerializerContext;
