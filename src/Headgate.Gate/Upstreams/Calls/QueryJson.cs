using System.Text.Json.Serialization;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Generated serialiser of the queries that try a token.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class QueryJson : JsonSerializerContext;
