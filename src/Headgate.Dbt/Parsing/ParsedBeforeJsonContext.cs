using System.Text.Json.Serialization;

namespace Headgate.Dbt.Parsing;

/// <summary>How <see cref="ParsedBefore"/> is written.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ParsedBeforeJsonContext : JsonSerializerContext;
