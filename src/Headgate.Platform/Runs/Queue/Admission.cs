using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// Decides which queued runs may start: one run of a job at a time, run slots, and one writer for a DuckDB file. A pure function of the
/// runs that have not ended, oldest first.
/// </summary>
internal sealed class Admission
{
    private readonly IReadOnlyDictionary<long, int> _slotsOfAccount;
    private readonly int _slotsOfServer;

    /// <summary>Those that work or wait, of each job and lane.</summary>
    private readonly Dictionary<(long Job, string? Lane), List<long>> _ofJob = [];

    /// <summary>Who writes a file.</summary>
    private readonly Dictionary<string, long> _writers = new(StringComparer.Ordinal);

    /// <summary>Those that hold a slot, of each account.</summary>
    private readonly Dictionary<long, List<long>> _ofAccount = [];
    private int _ofServer;

    private Admission(IReadOnlyDictionary<long, int> slotsOfAccount, int slotsOfServer) =>
        (_slotsOfAccount, _slotsOfServer) = (slotsOfAccount, slotsOfServer);

    public static IReadOnlyList<AdmissionDecision> Decide(
        IReadOnlyList<WaitingRun> runs,
        IReadOnlyDictionary<long, int> slotsOfAccount,
        int slotsOfServer
    )
    {
        var admission = new Admission(slotsOfAccount, slotsOfServer);
        foreach (var run in runs.Where(run => run.Status is RunStatus.Starting or RunStatus.Running))
        {
            admission.Add(run, works: true);
        }
        var decisions = new List<AdmissionDecision>();
        foreach (var run in runs.Where(run => run.Status == RunStatus.Queued).OrderBy(run => run.Id))
        {
            // What was decided counts for those behind: a run that may start takes its slot at once, and one that waits holds up later runs of its job, which never overtake it. Runs
            // of other jobs do overtake it, or one blocked job would stop the account.
            var decision = admission.DecideOne(run);
            decisions.Add(decision);
            admission.Add(run, works: decision.WaitsFor is null);
        }
        return decisions;
    }

    private void Add(WaitingRun run, bool works)
    {
        Of(_ofJob, (run.JobId, run.Lane)).Add(run.Id);
        if (!works)
        {
            return;
        }
        if (run.WarehouseFile is { } file)
        {
            _writers.TryAdd(file, run.Id);
        }
        if (run.Lane is null)
        {
            Of(_ofAccount, run.AccountId).Add(run.Id);
            _ofServer++;
        }
    }

    private AdmissionDecision DecideOne(WaitingRun run)
    {
        var sameJob = Of(_ofJob, (run.JobId, run.Lane));
        if (sameJob.Count > 0)
        {
            return Wait(run, $"Waits for run {sameJob[^1]} of the same job.", sameJob);
        }
        if (run.WarehouseFile is { } file && _writers.TryGetValue(file, out var writer))
        {
            return Wait(
                run,
                $"Waits for run {writer}: both write the DuckDB file {Path.GetFileName(file)}, which takes one writer at a time.",
                [writer]
            );
        }
        // Checks of pull requests have schemas of their own and take no slot, as with dbt: whoever waits for one is a person, and production runs must not wait for people.
        if (run.Lane is not null)
        {
            return new(run.Id, null, []);
        }
        var ofAccount = Of(_ofAccount, run.AccountId);
        var slots = _slotsOfAccount.GetValueOrDefault(run.AccountId, 1);
        if (ofAccount.Count >= slots)
        {
            return Wait(run, $"Waits for a run slot: the account's {Slots(slots)} taken.", ofAccount);
        }
        return _ofServer >= _slotsOfServer
            ? Wait(run, $"Waits for a run slot: the server's {Slots(_slotsOfServer)} taken.", ofAccount)
            : new(run.Id, null, []);
    }

    private static List<long> Of<TKey>(Dictionary<TKey, List<long>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }
        return list;
    }

    private static string Slots(int count) => count == 1 ? "only one is" : $"{count} are";

    private static AdmissionDecision Wait(WaitingRun run, string reason, List<long> blockedBy) =>
        new(run.Id, reason, [.. blockedBy], run.StatusMessage != reason);
}
