using System.Collections.Concurrent;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Queue;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>Executes runs without dbt: each begins, takes the time that chance gives it, and ends as chance has it. Its runners die with its server.</summary>
internal sealed class SimulatedExecutor(RunLedger ledger, Chance chance, TimeProvider clock, Slots slots) : IRunExecutor
{
    private readonly ConcurrentDictionary<long, Runner> _runners = new();

    public bool EndsWithServer => true;

    /// <summary>Runs that are at work.</summary>
    public IEnumerable<long> Working =>
        _runners.Where(entry => !entry.Value.End.Task.IsCompleted && entry.Value.HasBegun).Select(entry => entry.Key);

    /// <summary>When the next of them ends.</summary>
    public DateTimeOffset? NextEnd =>
        _runners.Values.Where(runner => !runner.End.Task.IsCompleted && runner.HasBegun).Min(runner => (DateTimeOffset?)runner.EndsAt);

    /// <summary>Ends those whose time is over.</summary>
    public void EndDue()
    {
        foreach (var runner in _runners.Values.Where(runner => runner.HasBegun && runner.EndsAt <= clock.GetUtcNow()))
        {
            runner.End.TrySetResult(runner.Planned);
        }
    }

    public async Task StartAsync(long runId, CancellationToken cancellation)
    {
        var (length, end) = chance.OfRun(runId);
        var runner = new Runner(clock.GetUtcNow() + length, end);
        if (!_runners.TryAdd(runId, runner))
        {
            return;
        }
        var first = StepRows.New(0, runId, 1, "Invoke dbt with `dbt build`", "dbt build");
        var run = await ledger.BeginAsync(runId, $"dbt-run-{runId}-simulated", first, cancellation);
        if (run is null)
        {
            runner.End.TrySetResult(null);
        }
        else
        {
            slots.Begin(runId);
        }
        runner.HasBegun = true;
    }

    public async Task<RunEnd?> WatchAsync(long runId, CancellationToken cancellation)
    {
        if (!_runners.TryGetValue(runId, out var runner))
        {
            return null;
        }
        var end = await runner.End.Task.WaitAsync(cancellation);
        slots.Leave(runId);
        _runners.TryRemove(runId, out _);
        return end;
    }

    public Task CancelAsync(long runId, RunEnd end, CancellationToken cancellation)
    {
        if (_runners.TryGetValue(runId, out var runner))
        {
            runner.End.TrySetResult(end);
        }
        return Task.CompletedTask;
    }

    public Task<string?> LogsAsync(long runId, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<IReadOnlySet<long>> ReapAsync(IReadOnlySet<long> wanted, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<long>>(new HashSet<long>());

    private sealed class Runner(DateTimeOffset endsAt, RunEnd planned)
    {
        public TaskCompletionSource<RunEnd?> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DateTimeOffset EndsAt => endsAt;

        public RunEnd Planned => planned;

        public bool HasBegun { get; set; }
    }
}
