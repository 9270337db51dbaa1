using System.Threading.Channels;
using Headgate.Dbt.Graph;

namespace Headgate.Dbt.Execution.Walk;

/// <summary>
/// Runs the nodes of a graph on a number of workers, none before its parents. One owner holds all state and reads completions from a
/// channel; workers only run. Nodes are handed out in the order in which they become ready, those of one moment by level and name,
/// as dbt's queue does; with one worker the order is therefore the same on every run.
/// </summary>
/// <typeparam name="TKey">What identifies a node.</typeparam>
/// <typeparam name="TResult">The outcome of a node.</typeparam>
internal sealed class GraphWalker<TKey, TResult>(
    DependencyGraph<TKey> graph,
    WalkActions<TKey, TResult> actions,
    int workers,
    IComparer<TKey> names,
    TimeProvider time
)
    where TKey : notnull
{
    /// <summary>How long nodes that run may take to end after they were asked to.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Channel<Ticket> _tickets = Channel.CreateUnbounded<Ticket>(new() { SingleWriter = true });
    private readonly Channel<Completion> _completions = Channel.CreateUnbounded<Completion>(new() { SingleReader = true });
    private readonly Dictionary<TKey, int> _levels = graph
        .Levels()
        .SelectMany((l, i) => l.Select(n => (n, i)))
        .ToDictionary(p => p.n, p => p.i);
    private readonly Dictionary<TKey, int> _waiting = graph.Nodes.ToDictionary(n => n, n => graph.ParentsOf(n).Count());
    private readonly Dictionary<TKey, TResult> _causes = [];
    private readonly HashSet<TKey> _handedOut = [];
    private readonly HashSet<TKey> _open = [];
    private readonly List<TResult> _results = [];
    private bool _stopping;

    /// <summary>Walks the graph; ends when every node has an outcome, an outcome asks to stop, or <paramref name="cancellation"/> is cancelled.</summary>
    /// <exception cref="InvalidOperationException">The graph has a cycle.</exception>
    public async Task<WalkReport<TKey, TResult>> WalkAsync(CancellationToken cancellation)
    {
        if (_levels.Count != graph.Count)
        {
            throw new InvalidOperationException("A graph with a cycle cannot be walked.");
        }
        using var stop = new CancellationTokenSource();
        var running = Enumerable
            .Range(1, Math.Max(1, workers))
            .Select(n => Task.Run(() => WorkAsync(n, stop.Token), CancellationToken.None))
            .ToList();
        HandOut(graph.Nodes.Where(n => _waiting[n] == 0));
        var end = await CollectAsync(cancellation);
        _tickets.Writer.Complete();
        var notStarted = new List<TKey>();
        if (end != WalkEnd.Complete)
        {
            notStarted.AddRange(await EndEarlyAsync(stop));
        }
        if (_open.Count == 0)
        {
            await Task.WhenAll(running);
        }
        return new(end, _results, notStarted, [.. graph.Nodes.Where(_open.Contains)]);
    }

    private async Task<WalkEnd> CollectAsync(CancellationToken cancellation)
    {
        while (_open.Count > 0)
        {
            Completion done;
            try
            {
                done = await _completions.Reader.ReadAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                return WalkEnd.Cancelled;
            }
            if (Accept(done))
            {
                return WalkEnd.Stopped;
            }
        }
        return WalkEnd.Complete;
    }

    /// <summary>
    /// Takes an outcome and hands out what it makes ready; true when the walk is to stop now. As in dbt, an outcome that asks to stop does so
    /// when there is something new to hand out, or nothing more: what was handed out before may run until then.
    /// </summary>
    private bool Accept(Completion done)
    {
        _open.Remove(done.Node);
        _results.Add(done.Result);
        var verdict = done.Skipped ? WalkVerdict.SkipDescendants : actions.Judge(done.Result);
        _stopping |= verdict == WalkVerdict.Stop;
        var ready = new List<TKey>();
        foreach (var child in graph.ChildrenOf(done.Node))
        {
            if (verdict == WalkVerdict.SkipDescendants)
            {
                _causes.TryAdd(child, done.Cause is null ? done.Result : done.Cause.Value);
            }
            if (--_waiting[child] == 0)
            {
                ready.Add(child);
            }
        }
        if (_stopping)
        {
            return ready.Count > 0 || _handedOut.Count == graph.Count;
        }
        HandOut(ready);
        return false;
    }

    private void HandOut(IEnumerable<TKey> ready)
    {
        foreach (var node in ready.OrderBy(n => _levels[n]).ThenBy(n => n, names))
        {
            _handedOut.Add(node);
            _open.Add(node);
            actions.Queued(node);
            _tickets.Writer.TryWrite(new(node, _causes.TryGetValue(node, out var cause) ? new Cause(cause) : null));
        }
    }

    private async Task<IReadOnlyList<TKey>> EndEarlyAsync(CancellationTokenSource stop)
    {
        while (_tickets.Reader.TryRead(out var ticket))
        {
            _open.Remove(ticket.Node);
            _handedOut.Remove(ticket.Node);
        }
        var notStarted = graph.Nodes.Where(n => !_handedOut.Contains(n)).ToList();
        await stop.CancelAsync();
        if (_open.Count > 0)
        {
            actions.CancelRunning([.. graph.Nodes.Where(_open.Contains)]);
        }
        using var patience = new CancellationTokenSource(Grace, time);
        while (_open.Count > 0)
        {
            try
            {
                var done = await _completions.Reader.ReadAsync(patience.Token);
                _open.Remove(done.Node);
                _results.Add(done.Result);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        return notStarted;
    }

    private async Task WorkAsync(int number, CancellationToken stop)
    {
        await foreach (var ticket in _tickets.Reader.ReadAllAsync(CancellationToken.None))
        {
            _completions.Writer.TryWrite(Work(ticket, number, stop));
        }
    }

    private Completion Work(Ticket ticket, int number, CancellationToken stop)
    {
        try
        {
            return ticket.Cause is { } cause
                ? new(ticket.Node, actions.Skip(ticket.Node, cause.Value), Skipped: true, cause)
                : new(ticket.Node, actions.Run(ticket.Node, number, stop), Skipped: false, Cause: null);
        }
        catch (Exception exception)
        {
            // The worker's edge: whatever went wrong in a node is that node's outcome, or the walk would never end.
            return new(ticket.Node, actions.Fail(ticket.Node, exception), Skipped: false, Cause: null);
        }
    }

    private sealed record Cause(TResult Value);

    private readonly record struct Ticket(TKey Node, Cause? Cause);

    private readonly record struct Completion(TKey Node, TResult Result, bool Skipped, Cause? Cause);
}
