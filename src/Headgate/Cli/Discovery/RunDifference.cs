using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.Cli.Discovery;

/// <summary>One difference between two runs.</summary>
/// <param name="What">added, removed, code, columns, status or time.</param>
/// <param name="Node">dbt's id of the node.</param>
/// <param name="Detail">From what to what; empty for nothing.</param>
internal sealed record RunDifference(string What, string Node, string Detail)
{
    /// <summary>A node must take this many seconds longer or shorter before that is a difference…</summary>
    private const double LeastSeconds = 1;

    /// <summary>…and this many times as long.</summary>
    private const double LeastTimes = 1.5;

    /// <summary>The differences, by node.</summary>
    public static IReadOnlyList<RunDifference> Of(IEnumerable<JsonObject> before, IEnumerable<JsonObject> after)
    {
        var (old, now) = (ById(before), ById(after));
        return
        [
            .. old
                .Keys.Union(now.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .SelectMany(id =>
                    !now.TryGetValue(id, out var b) ? [new RunDifference("removed", id, "")]
                    : !old.TryGetValue(id, out var a) ? [new RunDifference("added", id, "")]
                    : Between(id, a, b)
                ),
        ];
    }

    /// <summary>For programs.</summary>
    public JsonObject Json() =>
        new()
        {
            ["what"] = What,
            ["unique_id"] = Node,
            ["detail"] = Detail,
        };

    private static Dictionary<string, JsonObject> ById(IEnumerable<JsonObject> nodes) =>
        nodes.ToDictionary(node => node["uniqueId"]!.ToString(), StringComparer.Ordinal);

    private static IEnumerable<RunDifference> Between(string id, JsonObject a, JsonObject b)
    {
        if (Text(a, "rawCode") != Text(b, "rawCode"))
        {
            yield return new RunDifference("code", id, "");
        }
        var (left, right) = (Columns(a), Columns(b));
        if (left.Count > 0 && right.Count > 0 && !left.SequenceEqual(right))
        {
            yield return new RunDifference(
                "columns",
                id,
                string.Join(", ", left.Except(right).Select(c => "-" + c).Concat(right.Except(left).Select(c => "+" + c)))
            );
        }
        if (Text(a, "status") != Text(b, "status"))
        {
            yield return new RunDifference("status", id, $"{Text(a, "status") ?? "not run"} -> {Text(b, "status") ?? "not run"}");
        }
        if (
            (double?)a["executionTime"] is { } x
            && (double?)b["executionTime"] is { } y
            && Math.Abs(x - y) >= LeastSeconds
            && Math.Max(x, y) >= LeastTimes * Math.Min(x, y)
        )
        {
            yield return new RunDifference("time", id, string.Create(CultureInfo.InvariantCulture, $"{x:0.0} s -> {y:0.0} s"));
        }
    }

    private static string? Text(JsonObject node, string name) => node[name]?.ToString();

    private static List<string> Columns(JsonObject node) =>
        node["columns"] is JsonArray columns ? [.. columns.Select(c => $"{c!["name"]} {c["type"]}".Trim())] : [];
}
