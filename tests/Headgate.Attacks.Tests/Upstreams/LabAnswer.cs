using System.Text.Json;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>What an agent was answered, and what the record says of its call.</summary>
internal sealed record LabAnswer(
    int Status,
    string Text,
    TimeSpan? RetryAfter,
    IReadOnlyList<string> Headers,
    IReadOnlyList<JournalRecord> Records
)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public JsonElement Data => Json.GetProperty("data");

    /// <summary>Whether a door in GraphQL refused: it answers 200 with errors and no data, as dbt's do.</summary>
    public bool IsRefused =>
        Json.TryGetProperty("errors", out var errors)
        && errors.GetArrayLength() > 0
        && (!Json.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null);

    public string Message => Json.GetProperty("status").GetProperty("user_message").GetString()!;

    public IReadOnlyList<long> Ids => [.. Data.EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];

    public long Total => Json.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt64();

    public JournalRecord Decision => Records.Where(r => r.Kind == "decision").ShouldHaveSingleItem();

    /// <summary>The outcome's word, such as <c>id-mismatch</c>; empty for none.</summary>
    public string Outcome =>
        Records.Where(r => r.Kind == "outcome").ShouldHaveSingleItem().Other is { } other && other.TryGetValue("outcome", out var word)
            ? word.GetString()!
            : "";

    public bool IsSevere =>
        Records.Where(r => r.Kind == "outcome").ShouldHaveSingleItem().Other is { } other && other.ContainsKey("severity");
}
