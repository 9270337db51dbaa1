using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// Runs that a newer one makes pointless: an older scheduled run that still waits, older waiting runs of a merge job, and the older run of a
/// pull request (waiting or working). Runs triggered through the API are never ended by the first two rules. A caller
/// whose run would end another's needs the right to cancel that one; without it the new run waits for the other.
/// </summary>
internal static class SupersededRuns
{
    /// <summary>Ends those that wait, in the caller's transaction, and gives them and those that work, which have to be cancelled.</summary>
    public static async Task<(IReadOnlyList<long> Waiting, IReadOnlyList<long> Working)> EndAsync(
        HeadgateDb db,
        Job job,
        RunRequest request,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (request.CauseCategory is not ("scheduled" or "merge") && !request.IsPullRequest)
        {
            return ([], []);
        }
        var active = await Active(db, job)
            .Join(db.RunTriggers, run => run.TriggerId, trigger => trigger.Id, (run, trigger) => new { run, trigger })
            .ToListAsync(cancellation);
        var (waiting, working) = (new List<long>(), new List<long>());
        foreach (var (run, trigger) in active.Select(pair => (pair.run, pair.trigger)))
        {
            if (!IsSuperseded(run, trigger, request) || request.Rights?.MayEnd(run) == false)
            {
                continue;
            }
            if (run.Status != RunStatus.Queued)
            {
                working.Add(run.Id);
                continue;
            }
            End(db, run, request, now);
            waiting.Add(run.Id);
        }
        return (waiting, working);
    }

    /// <summary>Ends one that waits, in the caller's transaction, which holds its row.</summary>
    public static void End(HeadgateDb db, Run run, RunRequest request, DateTimeOffset now)
    {
        run.Status = RunStatus.Cancelled;
        run.StatusMessage = Message(request);
        run.FinishedAt = now;
        run.BlockedBy = [];
        var actor = ActorOf(request);
        (run.CancelActorType, run.CancelActorId, run.CancelActorName) = (actor.Type, actor.Id, actor.Name);
        RunLedger.AddOutboxRow(db, run, now);
    }

    /// <summary>Who ends them: whoever asks for the new run, or the platform by its own rules.</summary>
    public static RunActor ActorOf(RunRequest request) => request.Rights is null ? RunActor.System : request.Actor;

    public static string Message(RunRequest request) =>
        request.CauseCategory switch
        {
            "scheduled" => "A newer scheduled run of the job took this run's place in the queue: the schedule is faster than the runs.",
            "merge" => "A newer merge took this run's place in the queue.",
            _ => "A newer commit of the pull request took this run's place.",
        };

    /// <summary>The runs of a job that have not ended, held until the end of the transaction: none of them leaves the queue while it is being ended there.</summary>
    private static IQueryable<Run> Active(HeadgateDb db, Job job) =>
        db.IsSqlite
            ? db.Runs.Where(run => run.AccountId == job.AccountId && RunRules.Active.Contains(run.Status) && run.JobDefinitionId == job.Id)
            : db.Runs.FromSql(
                $"SELECT * FROM runs WHERE account_id = {job.AccountId} AND status IN (1, 2, 3) AND job_definition_id = {job.Id} FOR UPDATE"
            );

    private static bool IsSuperseded(Run run, RunTrigger trigger, RunRequest request) =>
        request.CauseCategory switch
        {
            "scheduled" or "merge" => run.Status == RunStatus.Queued && trigger.CauseCategory == request.CauseCategory,
            _ => PullRequestLane.Of(trigger) is { } lane && lane == PullRequestLane.Of(request),
        };
}
