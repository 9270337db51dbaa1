using System.Globalization;
using Headgate.Catalogue;
using Headgate.Metadata.Columns;
using Headgate.Metadata.Graph;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Comparing;

/// <summary>Compares the nodes of two states of a project: two runs, or two environments.</summary>
/// <param name="texts">What is kept of nodes beyond their outlines.</param>
/// <param name="withheld">Facts that are not told.</param>
internal sealed class Differences(NodeTexts texts, IReadOnlyList<string> withheld)
{
    private const int Most = 5_000;

    /// <summary>A node must take this many seconds longer or shorter before that is a difference…</summary>
    private const double LeastSeconds = 1;

    /// <summary>…and this many times as long.</summary>
    private const double LeastTimes = 1.5;

    /// <summary>Nodes that are compared: what a project makes and checks.</summary>
    private static readonly string[] Kinds = ["Model", "Seed", "Snapshot", "Source", "Test", "Exposure"];

    /// <summary>One of two states.</summary>
    /// <param name="Words">What it is called.</param>
    /// <param name="Graph">Its nodes.</param>
    /// <param name="Columns">What is known of their columns.</param>
    internal sealed record Side(string Words, StateGraph Graph, ColumnGraph Columns);

    /// <summary>Compares them.</summary>
    public async Task<DifferencesView> OfAsync(Side before, Side after, CancellationToken cancellation)
    {
        var (old, now) = (NodesOf(before), NodesOf(after));
        old.Values.Concat(now.Values).ToList().ForEach(texts.Announce);
        var found = new List<NodeDifference>();
        foreach (var id in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!now.TryGetValue(id, out var b))
            {
                found.Add(Difference("removed", old[id]));
            }
            else if (!old.TryGetValue(id, out var a))
            {
                found.Add(Difference("added", b));
            }
            else
            {
                found.AddRange(
                    Between(
                        a,
                        await ComparedNode.OfAsync(a, texts, before.Columns, cancellation),
                        b,
                        await ComparedNode.OfAsync(b, texts, after.Columns, cancellation)
                    )
                );
            }
        }
        return new(before.Words, after.Words, old.Count, now.Count, found.Count, [.. found.Take(Most)]);
    }

    private static Dictionary<string, ViewNode> NodesOf(Side side) =>
        Kinds.SelectMany(side.Graph.Of).ToDictionary(node => node.Id, StringComparer.Ordinal);

    private IEnumerable<NodeDifference> Between(ViewNode a, ComparedNode one, ViewNode b, ComparedNode other)
    {
        if (one.Code != other.Code)
        {
            yield return Difference("code", b);
        }
        if (a.Outline.Materialized != b.Outline.Materialized)
        {
            yield return Difference("materialized", b, $"{a.Outline.Materialized ?? "-"} -> {b.Outline.Materialized ?? "-"}");
        }
        if (Columns(one, other) is { } columns)
        {
            yield return Difference("columns", b, withheld.Contains(ShownFacts.Columns) ? "" : columns);
        }
        if (a.Execution?.Status != b.Execution?.Status)
        {
            yield return Difference("status", b, $"{a.Execution?.Status ?? "not run"} -> {b.Execution?.Status ?? "not run"}");
        }
        if (Rows(one, other) is { } rows)
        {
            yield return Difference("rows", b, rows);
        }
        if (
            a.Execution?.ExecutionTime is { } x
            && b.Execution?.ExecutionTime is { } y
            && Math.Abs(x - y) >= LeastSeconds
            && Math.Max(x, y) >= LeastTimes * Math.Min(x, y)
        )
        {
            yield return Difference("time", b, string.Create(CultureInfo.InvariantCulture, $"{x:0.0} s -> {y:0.0} s"));
        }
    }

    /// <summary>What differs in columns, as both sides know them in the same way; null for nothing, or where that is not so.</summary>
    private static string? Columns(ComparedNode one, ComparedNode other)
    {
        var (left, right) = one.Seen.Count > 0 && other.Seen.Count > 0 ? (one.Seen, other.Seen) : (one.Bound, other.Bound);
        if (left.Count == 0 || right.Count == 0 || left.SequenceEqual(right, StringComparer.Ordinal))
        {
            return null;
        }
        var changes = left.Except(right, StringComparer.Ordinal)
            .Select(column => "-" + column)
            .Concat(right.Except(left, StringComparer.Ordinal).Select(column => "+" + column))
            .ToList();
        return changes.Count == 0 ? "in another order" : string.Join(", ", changes);
    }

    /// <summary>How many rows there are more or fewer, counted in the same way on both sides; null for none.</summary>
    private static string? Rows(ComparedNode one, ComparedNode other)
    {
        var isCounted = one.Rows is not null && other.Rows is not null;
        var (before, after) = isCounted ? (one.Rows, other.Rows) : (one.Written, other.Written);
        return before is { } x && after is { } y && x != y
            ? string.Create(CultureInfo.InvariantCulture, $"{x} -> {y}{(isCounted ? "" : " written")} ({y - x:+0;-0})")
            : null;
    }

    private static NodeDifference Difference(string what, ViewNode node, string detail = "") =>
        new(what, node.Id, node.Outline.ResourceType, node.Outline.Name, detail);
}
