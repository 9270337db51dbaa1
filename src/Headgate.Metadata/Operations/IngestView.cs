using System.Text.Json.Serialization;

namespace Headgate.Metadata.Operations;

/// <summary>What came of reading a run's artifacts.</summary>
/// <param name="RunId">The run.</param>
/// <param name="State">read, partly, nothing or failed.</param>
/// <param name="Note">What could not be read and why; null for nothing.</param>
/// <param name="Nodes">Nodes that its manifest defines.</param>
/// <param name="Executions">Executions that it told of.</param>
public sealed record IngestView(long RunId, string State, string? Note, int Nodes, int Executions);

/// <summary>Generated serialiser of it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IngestView))]
internal sealed partial class IngestJson : JsonSerializerContext;
