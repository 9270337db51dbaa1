using System.Text.Json.Serialization;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Generated serialisers of JSON in answers.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class GraphJson : JsonSerializerContext;
