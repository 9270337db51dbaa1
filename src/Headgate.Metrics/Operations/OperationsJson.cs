using System.Text.Json.Serialization;

namespace Headgate.Metrics.Operations;

/// <summary>Generated serialisers of what operations answer themselves.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ConnectionTest))]
internal sealed partial class OperationsJson : JsonSerializerContext;
