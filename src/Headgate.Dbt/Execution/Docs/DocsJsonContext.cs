using System.Text.Json.Serialization;

namespace Headgate.Dbt.Execution.Docs;

/// <summary>Writes the data of the site.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DocsData))]
internal sealed partial class DocsJsonContext : JsonSerializerContext;
