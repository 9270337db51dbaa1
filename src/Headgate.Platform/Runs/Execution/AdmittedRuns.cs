using System.Collections.Concurrent;
using Headgate.Platform.Runs.Keeping;
using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// The runs that have left the queue: each is given to the executor, watched, and ended in the database as its runner says, or as lost. The server that has the claim
/// (<see cref="RunsClaim"/>) does this for all of them.
/// </summary>
public sealed partial class AdmittedRuns(
    IRunExecutor executor,
    RunLedger ledger,
    StoreSettings store,
    TimeProvider clock,
    ILogger<AdmittedRuns> logger
) : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, Task> _watched = new();
    private CancellationTokenSource _leaving = new();

    internal static RunEnd ServerStopped { get; } =
        new(
            RunStatus.Error,
            "The server was stopped while this run was running. Retry the run to go on from the step that was interrupted."
        );

    /// <summary>Told when a run has ended, so that the queue is looked at.</summary>
    internal Func<Task> OnEnded { get; set; } = () => Task.CompletedTask;

    /// <summary>The runs that are watched now.</summary>
    internal IReadOnlyCollection<long> Ids => [.. _watched.Keys];

    /// <summary>Takes a run to its end. One that is taken already, or whose runner is at work since before this server, goes on as it is.</summary>
    internal void Take(long runId)
    {
        var begin = new TaskCompletionSource();
        if (_watched.TryAdd(runId, ConductAsync(runId, begin.Task, _leaving.Token)))
        {
            begin.SetResult();
        }
    }

    /// <summary>Asks a run to end in a certain way; nothing happens where it is not executed.</summary>
    internal Task CancelAsync(long runId, RunEnd end, CancellationToken cancellation) => executor.CancelAsync(runId, end, cancellation);

    /// <summary>Lets go of all runs: those that cannot live without this server end, for the reason given; the others are left to the server that comes next.</summary>
    /// <param name="end">How runs end that end with the server.</param>
    /// <param name="patience">Ends when that takes too long; what is left then is recovered by the next server.</param>
    internal async Task LeaveAsync(RunEnd end, CancellationToken patience)
    {
        await using (patience.Register(_leaving.Cancel))
        {
            if (!executor.EndsWithServer)
            {
                await _leaving.CancelAsync();
            }
            for (var all = Task.WhenAll(_watched.Values); !all.IsCompleted; )
            {
                // Again and again: one that is just being started is not there to be told yet.
                foreach (var runId in executor.EndsWithServer ? Ids : [])
                {
                    await executor.CancelAsync(runId, end, CancellationToken.None);
                }
                await Task.WhenAny(all, Task.Delay(ShortestPause, clock, CancellationToken.None));
            }
        }
        _leaving.Dispose();
        _leaving = new();
    }

    /// <inheritdoc/>
    public void Dispose() => _leaving.Dispose();

    private async Task ConductAsync(long runId, Task begin, CancellationToken leaving)
    {
        await begin;
        await Task.Yield();
        try
        {
            await EndAsync(runId, await EndOfAsync(runId, leaving), leaving);
            await OnEnded();
            await CompressLogsAsync(runId);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The next server goes on with it.
        }
        finally
        {
            _watched.TryRemove(runId, out _);
        }
    }

    private async Task<RunEnd> EndOfAsync(long runId, CancellationToken leaving)
    {
        try
        {
            await executor.StartAsync(runId, leaving);
            return await executor.WatchAsync(runId, leaving) ?? Lost(await executor.LogsAsync(runId, leaving));
        }
        catch (Exception failure) when (!leaving.IsCancellationRequested)
        {
            LogNotExecuted(runId, failure);
            return new(RunStatus.Error, RunFaults.Sentence(failure));
        }
    }

    /// <summary>Writes the end. It is tried until it is written: a run whose end nobody knows holds its job and its slot for ever.</summary>
    private async Task EndAsync(long runId, RunEnd end, CancellationToken leaving)
    {
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await ledger.EndAsync(runId, end, leaving);
                return;
            }
            catch (Exception failure) when (!leaving.IsCancellationRequested)
            {
                LogNotEnded(runId, failure);
            }
            await Task.Delay(pause, clock, leaving);
        }
    }

    /// <summary>How a run ends whose runner is gone.</summary>
    /// <param name="words">What the runner wrote about itself.</param>
    internal static RunEnd Lost(string? words) =>
        new(
            RunStatus.Error,
            "What executed this run ended without saying how"
                + (words is { Length: > 0 } ? $"; its last words: {words.Trim().TrimEnd('.')}" : "")
                + ". What it had done until then stays in the warehouse; trigger the job again."
        );

    private async Task CompressLogsAsync(long runId)
    {
        try
        {
            await RunLogFolder.CompressAsync(store, runId);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // They are read as they are.
            LogNotCompressed(runId, failure);
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Run {RunId} could not be given to what executes it")]
    private partial void LogNotExecuted(long runId, Exception failure);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Error, Message = "The end of run {RunId} could not be written; it is tried again")]
    private partial void LogNotEnded(long runId, Exception failure);

    [LoggerMessage(EventId = 3009, Level = LogLevel.Warning, Message = "The logs of run {RunId} could not be compressed")]
    private partial void LogNotCompressed(long runId, Exception failure);
}
