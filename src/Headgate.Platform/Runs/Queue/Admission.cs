using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// Decides which queued runs may start: one run of a job at a time, run slots, and one writer for a DuckDB file. A pure function of the
/// runs that have not ended, oldest first.
/// </summary>
internal static class Admission
{
    public static IReadOnlyList<AdmissionDecision> Decide(
        IReadOnlyList<WaitingRun> runs,
        IReadOnlyDictionary<long, int> slotsOfAccount,
        int slotsOfServer
    )
    {
        var working = runs.Where(run => run.Status is RunStatus.Starting or RunStatus.Running).ToList();
        var decisions = new List<AdmissionDecision>();
        var waiting = new List<WaitingRun>();
        foreach (var run in runs.Where(run => run.Status == RunStatus.Queued).OrderBy(run => run.Id))
        {
            // What was decided counts for those behind: a run that may start takes its slot at once, and one that waits holds up later runs of its job, which never overtake it. Runs
            // of other jobs do overtake it, or one blocked job would stop the account.
            var decision = DecideOne(run, working, waiting, slotsOfAccount.GetValueOrDefault(run.AccountId, 1), slotsOfServer);
            decisions.Add(decision);
            (decision.WaitsFor is null ? working : waiting).Add(run);
        }
        return decisions;
    }

    private static AdmissionDecision DecideOne(
        WaitingRun run,
        List<WaitingRun> working,
        List<WaitingRun> waiting,
        int slotsOfAccount,
        int slotsOfServer
    )
    {
        var sameJob = working.Concat(waiting).Where(other => other.JobId == run.JobId && other.Lane == run.Lane).Select(Id).ToList();
        if (sameJob.Count > 0)
        {
            return Wait(run, $"Waits for run {sameJob[^1]} of the same job.", sameJob);
        }
        if (run.WarehouseFile is { } file && working.Find(other => other.WarehouseFile == file) is { } writer)
        {
            return Wait(
                run,
                $"Waits for run {writer.Id}: both write the DuckDB file {Path.GetFileName(file)}, which takes one writer at a time.",
                [writer.Id]
            );
        }
        // Checks of pull requests have schemas of their own and take no slot, as with dbt: whoever waits for one is a person, and production runs must not wait for people.
        if (run.Lane is not null)
        {
            return new(run.Id, null, []);
        }
        var ofAccount = working.Where(other => other.AccountId == run.AccountId && other.Lane is null).Select(Id).ToList();
        if (ofAccount.Count >= slotsOfAccount)
        {
            return Wait(run, $"Waits for a run slot: the account's {Slots(slotsOfAccount)} taken.", ofAccount);
        }
        var ofServer = working.Where(other => other.Lane is null).Select(Id).ToList();
        return ofServer.Count >= slotsOfServer
            ? Wait(run, $"Waits for a run slot: the server's {Slots(slotsOfServer)} taken.", ofAccount)
            : new(run.Id, null, []);
    }

    private static string Slots(int count) => count == 1 ? "only one is" : $"{count} are";

    private static long Id(WaitingRun run) => run.Id;

    private static AdmissionDecision Wait(WaitingRun run, string reason, List<long> blockedBy) => new(run.Id, reason, blockedBy);
}
