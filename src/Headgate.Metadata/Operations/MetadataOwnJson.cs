using System.Text.Json.Serialization;
using Headgate.Metadata.Comparing;
using Headgate.Metadata.Timing;

namespace Headgate.Metadata.Operations;

/// <summary>Generated serialiser of what our own questions are answered with.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DifferencesView))]
[JsonSerializable(typeof(CriticalPathView))]
[JsonSerializable(typeof(NodeTimesView))]
internal sealed partial class MetadataOwnJson : JsonSerializerContext;
