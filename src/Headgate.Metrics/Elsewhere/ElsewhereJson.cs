using System.Text.Json.Serialization;

namespace Headgate.Metrics.Elsewhere;

/// <summary>Generated serialisers of what is kept inside of sealed ids.</summary>
[JsonSerializable(typeof(SealedQueryId))]
[JsonSerializable(typeof(string))]
internal sealed partial class ElsewhereJson : JsonSerializerContext;
