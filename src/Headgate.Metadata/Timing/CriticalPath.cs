using Headgate.Metadata.State;

namespace Headgate.Metadata.Timing;

/// <summary>
/// Finds what a run's length hung on: from the node that ended last back to what it waited for, again and again. A node waits for what it reads, through ephemeral models, and for the
/// tests of that.
/// </summary>
internal sealed class CriticalPath
{
    private const int Most = 1_000;

    private readonly StateGraph _graph;
    private readonly Dictionary<string, Timed> _timed;

    private CriticalPath(StateGraph graph) =>
        (_graph, _timed) = (
            graph,
            graph.ById.Values.Select(node => Timed.Of(node)).OfType<Timed>().ToDictionary(timed => timed.Node.Id, StringComparer.Ordinal)
        );

    /// <summary>The path of a run; without any steps where it executed nothing.</summary>
    public static CriticalPathView Of(long run, StateGraph graph)
    {
        var path = new CriticalPath(graph);
        if (path._timed.Count == 0)
        {
            return new(run, 0, 0, 0, 0, 0, []);
        }
        var begin = path._timed.Values.Min(timed => timed.Start);
        var steps = path.Steps(begin);
        return new(
            run,
            Seconds(begin, path._timed.Values.Max(timed => timed.End)),
            Math.Round(path._timed.Values.Sum(timed => timed.Seconds), 3),
            Math.Round(steps.Sum(step => step.Seconds), 3),
            Math.Round(steps.Sum(step => step.Waited), 3),
            Math.Round(path.Longest(), 3),
            steps
        );
    }

    private List<PathStep> Steps(DateTimeOffset begin)
    {
        var (steps, seen) = (new List<PathStep>(), new HashSet<string>(StringComparer.Ordinal));
        var at = _timed.Values.OrderBy(timed => timed.End).ThenBy(timed => timed.Node.Id, StringComparer.Ordinal).Last();
        while (at is not null && seen.Add(at.Node.Id) && steps.Count < Most)
        {
            var before = WaitedFor(at).Where(other => other.End <= at.Start && !seen.Contains(other.Node.Id)).MaxBy(other => other.End);
            steps.Add(
                new(
                    at.Node.Id,
                    at.Node.Outline.Name,
                    at.Node.Outline.ResourceType,
                    at.Node.Execution!.Status,
                    at.Start,
                    Math.Round(at.Seconds, 3),
                    Seconds(before?.End ?? begin, at.Start)
                )
            );
            at = before;
        }
        steps.Reverse();
        return steps;
    }

    /// <summary>What had to be done before a node: the nearest executed nodes that it reads, and their tests, unless it is a test itself.</summary>
    private IEnumerable<Timed> WaitedFor(Timed timed)
    {
        var (seen, queue) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(timed.Node.Outline.Parents));
        while (queue.TryDequeue(out var id))
        {
            if (!seen.Add(id))
            {
                continue;
            }
            if (!_timed.TryGetValue(id, out var parent))
            {
                foreach (var above in _graph.Known(id)?.Outline.Parents ?? [])
                {
                    queue.Enqueue(above);
                }
                continue;
            }
            yield return parent;
            foreach (var test in timed.Node.Kind == "Test" ? [] : _graph.Tests(id))
            {
                if (_timed.TryGetValue(test.Id, out var tested))
                {
                    yield return tested;
                }
            }
        }
    }

    /// <summary>Seconds of the longest chain: in the order in which nodes ended, what a node reads has been looked at before it.</summary>
    private double Longest()
    {
        var until = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var timed in _timed.Values.OrderBy(timed => timed.End).ThenBy(timed => timed.Start))
        {
            until[timed.Node.Id] =
                timed.Seconds + WaitedFor(timed).Select(before => until.GetValueOrDefault(before.Node.Id)).DefaultIfEmpty(0).Max();
        }
        return until.Values.Max();
    }

    private static double Seconds(DateTimeOffset from, DateTimeOffset to) => Math.Round(Math.Max(0, (to - from).TotalSeconds), 3);

    /// <summary>A node that was executed, with its times.</summary>
    private sealed record Timed(ViewNode Node, DateTimeOffset Start, DateTimeOffset End)
    {
        public double Seconds => (End - Start).TotalSeconds;

        /// <summary>From its compilation, where that is known, to its end; null where it was not executed.</summary>
        public static Timed? Of(ViewNode node)
        {
            if (node.Execution is not { ExecuteCompletedAt: { } end, ExecuteStartedAt: { } execute } done)
            {
                return null;
            }
            var start = done.CompileStartedAt is { } compile && compile <= execute ? compile : execute;
            return new(node, start, end < start ? start : end);
        }
    }
}
