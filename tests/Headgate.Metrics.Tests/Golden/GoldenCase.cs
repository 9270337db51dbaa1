using System.Text.Json;
using Headgate.Testing;

namespace Headgate.Metrics.Tests.Golden;

/// <summary>A query of the reference data, and what MetricFlow made of it.</summary>
internal sealed class GoldenCase
{
    private GoldenCase(string folder)
    {
        Name = Path.GetFileName(folder);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "query.json")));
        var root = json.RootElement;
        Query = new MetricQuery
        {
            Metrics = Texts(root, "metrics"),
            GroupBy = Texts(root, "group_by"),
            Where = Texts(root, "where"),
            OrderBy = Texts(root, "order_by"),
            Limit = root.TryGetProperty("limit", out var limit) && limit.ValueKind == JsonValueKind.Number ? limit.GetInt64() : null,
            StartTime = Text(root, "start_time"),
            EndTime = Text(root, "end_time"),
            SavedQuery = Text(root, "saved_query"),
        };
        IsError = Text(root, "outcome") == "error";
        Stage = Text(root, "stage");
        IsOrdered = Text(root, "row_order") == "total";
        Error = IsError ? File.ReadAllText(Path.Combine(folder, "error.txt")) : null;
        Result = IsError ? null : Path.Combine(folder, "result.csv");
    }

    public string Name { get; }

    public MetricQuery Query { get; }

    public bool IsError { get; }

    /// <summary>Where an error came from: <c>plan</c> or <c>execute</c>.</summary>
    public string? Stage { get; }

    public bool IsOrdered { get; }

    public string? Error { get; }

    public string? Result { get; }

    public static string Folder => Prerequisite.SharedData("golden", "expected", "grove_metrics");

    public static GoldenCase Load(string name) => new(Path.Combine(Folder, "queries", name));

    public static IEnumerable<string> Names() =>
        Directory.GetDirectories(Path.Combine(Folder, "queries")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    private static List<string> Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(one => one.GetString()!)]
            : [];

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
