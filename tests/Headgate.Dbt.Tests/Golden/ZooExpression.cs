using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Dbt.Tests.Golden;

/// <summary>One expression of the reference data, with the text that dbt gave for it or the words with which dbt refused it.</summary>
internal sealed record ZooExpression
{
    [JsonPropertyName("group")]
    public string Group { get; init; } = "";

    [JsonPropertyName("expression")]
    public string Expression { get; init; } = "";

    [JsonPropertyName("rendered")]
    public string? Rendered { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }

    public static IReadOnlyList<ZooExpression> ReadAll() =>
        [
            .. File.ReadLines(GoldenData.PathOf("expected/jinja_zoo_expressions/expressions.jsonl"))
                .Select(line => JsonSerializer.Deserialize<ZooExpression>(line)!),
        ];
}
