using System.Collections.Concurrent;
using System.Globalization;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Processes;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// Executes runs on this machine: runners are the server's own, and each step is a process in a box, which ends with the server whatever ends that
/// (<see cref="ChildProcess"/>).
/// </summary>
public sealed class LocalExecutor(RunWork work, NodeIdentity node, StoreSettings store, IDbContextFactory<HeadgateDb> databases)
    : IRunExecutor
{
    private static readonly RunEnd Unwanted = new(RunStatus.Cancelled, "The run had ended already.");

    private readonly ConcurrentDictionary<long, Runner> _runners = new();

    /// <inheritdoc/>
    public bool EndsWithServer => true;

    /// <inheritdoc/>
    public Task StartAsync(long runId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // Where two are made at the same time, only the one that stays is asked for its end, and with that begun.
        _ = _runners.GetOrAdd(runId, id => new(stop => work.ExecuteAsync(id, stop))).End.Value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<RunEnd?> WatchAsync(long runId, CancellationToken cancellation)
    {
        if (!_runners.TryGetValue(runId, out var runner))
        {
            return null;
        }
        var end = await runner.End.Value.WaitAsync(cancellation);
        if (_runners.TryRemove(new(runId, runner)))
        {
            runner.Dispose();
        }
        return end;
    }

    /// <inheritdoc/>
    public Task CancelAsync(long runId, RunEnd end, CancellationToken cancellation)
    {
        if (_runners.TryGetValue(runId, out var runner))
        {
            runner.Stop.Stop(end);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> LogsAsync(long runId, CancellationToken cancellation) =>
        // The server's own log has it.
        Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public async Task<IReadOnlySet<long>> ReapAsync(IReadOnlySet<long> wanted, CancellationToken cancellation)
    {
        foreach (var (runId, runner) in _runners.Where(entry => !wanted.Contains(entry.Key)))
        {
            runner.Stop.Stop(Unwanted);
            await WatchAsync(runId, cancellation);
        }
        var alive = wanted.Where(_runners.ContainsKey).ToHashSet();
        await ClearAsync([.. wanted.Concat(Left()).Where(runId => !_runners.ContainsKey(runId))], cancellation);
        return alive;
    }

    /// <summary>The runs that have a folder.</summary>
    private IEnumerable<long> Left() =>
        Directory.Exists(store.RunsFolder)
            ? Directory
                .EnumerateDirectories(store.RunsFolder)
                .Select(folder => long.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0)
            : [];

    /// <summary>Clears away what an earlier server's runners have left on this machine.</summary>
    private async Task ClearAsync(List<long> runIds, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db
            .Runs.AsNoTracking()
            .Where(run => runIds.Contains(run.Id) && run.OwnerThreadId == node.Name && run.StartedAt != null)
            .ToListAsync(cancellation);
        foreach (var run in rows)
        {
            EndProcess(run);
            if (!run.Status.IsComplete())
            {
                await SettleWarehouseAsync(db, run, cancellation);
            }
            new RunFolders(store, run.Id).Delete();
        }
    }

    /// <summary>What the run wrote is DuckDB's log until the next run takes it up; readers need it where they look for it.</summary>
    private async Task SettleWarehouseAsync(HeadgateDb db, Run run, CancellationToken cancellation)
    {
        var connection = await db
            .Environments.Where(row => row.Id == run.EnvironmentId)
            .Join(db.Connections, row => row.ConnectionId, row => row.Id, (_, connection) => connection)
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellation);
        if (connection is not null && WarehouseFile.Of(connection, store) is { } file)
        {
            BoxedWarehouse.Settle(file);
        }
    }

    /// <summary>The guard ends a dead server's children; this is for the case that it could not.</summary>
    private static void EndProcess(Run run)
    {
        if (run.ProcessId is { } id && new ProcessMark(id, run.ProcessStartTicks).IsAlive)
        {
            ProcessGroup.Kill(id);
        }
    }

    /// <summary>The runner of one run.</summary>
    private sealed class Runner : IDisposable
    {
        public Runner(Func<RunStop, Task<RunEnd?>> work) => End = new(() => Task.Run(() => work(Stop)));

        public RunStop Stop { get; } = new();

        /// <summary>How the run ended. The work begins when this is first asked for.</summary>
        public Lazy<Task<RunEnd?>> End { get; }

        public void Dispose() => Stop.Dispose();
    }
}
