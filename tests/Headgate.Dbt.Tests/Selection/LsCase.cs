using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Dbt.Tests.Golden;

namespace Headgate.Dbt.Tests.Selection;

/// <summary>One call of <c>dbt ls</c> with what dbt printed.</summary>
internal sealed record LsCase
{
    [JsonPropertyName("n")]
    public int Number { get; init; }

    [JsonPropertyName("args")]
    public List<string> Arguments { get; init; } = [];

    [JsonPropertyName("exit_code")]
    public int ExitCode { get; init; }

    [JsonPropertyName("result")]
    public List<string>? Result { get; init; }

    [JsonPropertyName("console")]
    public List<string> Console { get; init; } = [];

    public static IReadOnlyList<LsCase> ReadAll() =>
        [
            .. File.ReadLines(GoldenData.PathOf("expected/selectors/ls_cases.jsonl"))
                .Select(line => JsonSerializer.Deserialize<LsCase>(line)!),
        ];
}
