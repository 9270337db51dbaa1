using Headgate.Platform.Runs.Execution;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// The way into and out of the queue, which is looked at when a run enters, when one ends, and at the start of the server. What is admitted is executed
/// (<see cref="AdmittedRuns"/>). On a server that stands by for another one the queue is closed: runs enter, and the other one finds them.
/// </summary>
public sealed partial class RunQueue(
    IDbContextFactory<HeadgateDb> databases,
    RunLedger ledger,
    CompletionTriggers followers,
    WaitingRuns waitingRuns,
    AdmittedRuns admitted,
    RunSettings settings,
    NodeIdentity node,
    OutboxSignal outbox,
    TimeProvider clock,
    ILogger<RunQueue> logger
) : IDisposable
{
    private const string JobDeleted = "The job was deleted while this run waited for its turn.";

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private int _looks;
    private volatile bool _isOpen;
    private int _looksAgain;
    private QueueMark? _mark;

    /// <summary>Puts a run into the queue and starts it when nothing stands in its way.</summary>
    public async Task<EnqueueResult> TriggerAsync(RunRequest request, CancellationToken cancellation)
    {
        var result = await EnterAsync(request, cancellation);
        if (result.IsJobMoved)
        {
            result = await EnterAsync(request, cancellation);
        }
        if (result.Run is null)
        {
            return result.IsJobMoved ? new(null, "The job was being moved to another environment. Try again.") : result;
        }
        foreach (var runId in result.Working)
        {
            await CancelAsync(runId, SupersededRuns.ActorOf(request), SupersededRuns.Message(request), cancellation);
        }
        Look();
        return result;
    }

    /// <summary>Says that runs have entered the queue: what they tell is told, and those that may start do.</summary>
    internal void Look()
    {
        outbox.Raise();
        _ = AdmitInBackgroundAsync();
    }

    /// <summary>Cancels a run on somebody's wish. Returns the run as it stands; null where there is none.</summary>
    public Task<Run?> CancelAsync(long runId, RunActor actor, CancellationToken cancellation) =>
        CancelAsync(runId, actor, RunLedger.CancelledByUser, cancellation);

    private async Task<EnqueueResult> EnterAsync(RunRequest request, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await JobTurn.WaitWithFollowersAsync(db, request.JobId, cancellation);
        var result = await RunEntry.AddAsync(db, request, settings, clock.Now(), cancellation);
        if (result.Run is not null)
        {
            foreach (var superseded in await db.Runs.Where(run => result.Waiting.Contains(run.Id)).ToListAsync(cancellation))
            {
                await followers.FollowAsync(db, transaction, superseded, cancellation);
            }
            await transaction.CommitAsync(cancellation);
        }
        return result;
    }

    internal async Task<Run?> CancelAsync(long runId, RunActor actor, string message, CancellationToken cancellation)
    {
        var run = await ledger.RequestCancelAsync(runId, actor, message, cancellation);
        await admitted.CancelAsync(runId, new(RunStatus.Cancelled, message), CancellationToken.None);
        _ = AdmitInBackgroundAsync();
        return run;
    }

    /// <summary>Starts every queued run that may start, and notes what the others wait for.</summary>
    public async Task AdmitAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        Volatile.Write(ref _looks, 0);
        try
        {
            if (!_isOpen)
            {
                return;
            }
            var (loaded, slots) = await waitingRuns.LoadAsync(cancellation);
            foreach (var run in loaded.Where(run => run.IsOrphan))
            {
                await ledger.RequestCancelAsync(run.Id, RunActor.System, JobDeleted, cancellation);
            }
            // A database that went away can have taken a run out of the queue without saying so.
            foreach (var run in loaded.Where(run => run.Status == RunStatus.Starting && run.Owner == node.Name))
            {
                admitted.Take(run.Id);
            }
            var runs = loaded.Where(run => !run.IsOrphan).ToList();
            var decisions = Admission.Decide(runs, slots, settings.Slots);
            foreach (var decision in decisions)
            {
                if (decision.WaitsFor is null && await ledger.StartAsync(decision.RunId, node.Name, cancellation))
                {
                    admitted.Take(decision.RunId);
                }
            }
            await waitingRuns.NoteAsync([.. decisions.Where(decision => decision.IsNews)], cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Does what other servers on the same database were asked for, on the one that executes runs: admits what they put into the queue, and ends what is executed here and cancelled there.</summary>
    internal async Task FollowOthersAsync(CancellationToken cancellation)
    {
        var mark = await waitingRuns.MarkAsync(cancellation);
        if (mark != _mark || !_isOpen)
        {
            _mark = null;
            Open();
            await AdmitAsync(cancellation);
            _mark = mark;
        }
        if (admitted.Ids is not { Count: > 0 } working)
        {
            return;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var asked = db.Runs.AsNoTracking().Where(run => working.Contains(run.Id) && run.CancelRequestedAt != null);
        foreach (var run in await asked.ToListAsync(cancellation))
        {
            await admitted.CancelAsync(run.Id, new(RunStatus.Cancelled, run.StatusMessage), cancellation);
        }
    }

    /// <summary>From now on runs are admitted.</summary>
    internal void Open() => _isOpen = true;

    /// <summary>Starts nothing more and waits for what is being started; what waits in the queue waits for the next server.</summary>
    internal async Task CloseAsync()
    {
        _isOpen = false;
        await _one.WaitAsync(CancellationToken.None);
        _one.Release();
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    /// <summary>The caller's answer does not wait for the queue, and a caller that goes away does not hold it up.</summary>
    internal async Task AdmitInBackgroundAsync()
    {
        if (Interlocked.Exchange(ref _looks, 1) == 1)
        {
            // Somebody is about to look, and will see what this caller has written.
            return;
        }
        try
        {
            await Task.Yield();
            await AdmitAsync(CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The server goes down; the next one looks at the queue when it starts.
        }
        catch (Exception failure)
        {
            LogAdmissionFailed(failure);
            await LookAgainAsync();
        }
    }

    /// <summary>Nothing else may come that would have the queue looked at. One look for all that failed.</summary>
    private async Task LookAgainAsync()
    {
        if (Interlocked.Exchange(ref _looksAgain, 1) == 0)
        {
            await Task.Delay(PauseAfterFailure, clock, CancellationToken.None);
            Volatile.Write(ref _looksAgain, 0);
            _ = AdmitInBackgroundAsync();
        }
    }

    [LoggerMessage(EventId = 3016, Level = LogLevel.Error, Message = "Looking at the queue of runs failed; it is looked at again")]
    private partial void LogAdmissionFailed(Exception failure);
}
