using Headgate.Platform.Runs.Execution;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// The way into and out of the queue. Nothing is polled: the queue is looked at when a run enters, when one ends, and at the start of the
/// server. The scheduler (Quartz) then executes what was admitted.
/// </summary>
public sealed class RunQueue(
    IDbContextFactory<HeadgateDb> databases,
    RunLedger ledger,
    CompletionTriggers followers,
    WaitingRuns waitingRuns,
    RunLaunch launch,
    RunningRuns running,
    RunSettings settings,
    NodeIdentity node,
    OutboxSignal outbox,
    TimeProvider clock
) : IDisposable
{
    private const string JobDeleted = "The job was deleted while this run waited for its turn.";

    private readonly SemaphoreSlim _one = new(1);
    private int _looks;
    private readonly CancellationTokenSource _closing = new();

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
        running.Stop(runId, new(RunStatus.Cancelled, message));
        _ = AdmitInBackgroundAsync();
        return run;
    }

    /// <summary>Starts every queued run that may start, and notes what the others wait for.</summary>
    public async Task AdmitAsync(CancellationToken cancellation)
    {
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token))
        {
            await _one.WaitAsync(either.Token);
        }
        Volatile.Write(ref _looks, 0);
        try
        {
            var (loaded, slots) = await waitingRuns.LoadAsync(cancellation);
            foreach (var run in loaded.Where(run => run.IsOrphan))
            {
                await ledger.RequestCancelAsync(run.Id, RunActor.System, JobDeleted, cancellation);
            }
            var runs = loaded.Where(run => !run.IsOrphan).ToList();
            var decisions = Admission.Decide(runs, slots, settings.Slots);
            foreach (var decision in decisions)
            {
                if (decision.WaitsFor is null && await ledger.StartAsync(decision.RunId, node.Name, cancellation))
                {
                    await launch.LaunchAsync(decision.RunId, cancellation);
                }
            }
            await waitingRuns.NoteAsync([.. decisions.Where(decision => decision.IsNews)], cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Starts nothing more and waits for what is being started; what waits in the queue waits for the next server.</summary>
    internal async Task CloseAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }
        await _closing.CancelAsync();
        // Taken for good: whoever comes now finds the queue closed.
        await _one.WaitAsync(CancellationToken.None);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _one.Dispose();
        _closing.Dispose();
    }

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
        catch (Exception closed) when (_closing.IsCancellationRequested && closed is OperationCanceledException or ObjectDisposedException)
        {
            // The server goes down; the next one looks at the queue when it starts.
        }
        catch (Exception failure)
        {
            launch.LogAdmissionFailed(failure);
        }
    }
}
