using CsCheck;
using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Runs.Queue;

public sealed class AdmissionTests
{
    private static readonly Dictionary<long, int> TwoSlots = new() { [1] = 2, [2] = 2 };

    [Fact]
    public void A_run_starts_when_nothing_works() => Decide([Run(1, 10, RunStatus.Queued)]).ShouldHaveSingleItem().WaitsFor.ShouldBeNull();

    [Fact]
    public void A_second_run_of_a_job_waits_for_the_first()
    {
        var decision = Decide([Run(1, 10, RunStatus.Running), Run(2, 10, RunStatus.Queued)]).ShouldHaveSingleItem();

        decision.WaitsFor.ShouldBe("Waits for run 1 of the same job.");
        decision.BlockedBy.ShouldBe([1L]);
    }

    [Fact]
    public void Runs_that_write_one_DuckDB_file_take_turns_and_say_so()
    {
        var runs = new[]
        {
            Run(1, 10, RunStatus.Running, file: "/data/shop.duckdb"),
            Run(2, 11, RunStatus.Queued, file: "/data/shop.duckdb"),
        };

        Decide(runs)
            .ShouldHaveSingleItem()
            .WaitsFor.ShouldBe("Waits for run 1: both write the DuckDB file shop.duckdb, which takes one writer at a time.");
    }

    [Fact]
    public void A_run_waits_when_all_slots_of_the_account_are_taken_and_one_of_another_account_does_not()
    {
        var runs = new[]
        {
            Run(1, 10, RunStatus.Running),
            Run(2, 11, RunStatus.Starting),
            Run(3, 12, RunStatus.Queued),
            Run(4, 20, RunStatus.Queued, account: 2),
        };

        var decisions = Decide(runs);

        decisions[0].WaitsFor.ShouldBe("Waits for a run slot: the account's 2 are taken.");
        decisions[0].BlockedBy.ShouldBe([1L, 2L]);
        decisions[1].WaitsFor.ShouldBeNull();
    }

    [Fact]
    public void Runs_of_pull_requests_take_no_slot_and_wait_only_for_their_own_kind()
    {
        var runs = new[]
        {
            Run(1, 10, RunStatus.Running),
            Run(2, 11, RunStatus.Running),
            Run(3, 12, RunStatus.Running, lane: "github-7"),
            Run(4, 12, RunStatus.Queued, lane: "github-8"),
            Run(5, 12, RunStatus.Queued, lane: "github-7"),
        };

        var decisions = Decide(runs);

        decisions[0].WaitsFor.ShouldBeNull();
        decisions[1].WaitsFor.ShouldBe("Waits for run 3 of the same job.");
    }

    [Fact]
    public void Whatever_waits_and_works_no_rule_is_broken_and_nothing_starves()
    {
        var run =
            from account in Gen.Long[1, 2]
            from job in Gen.Long[1, 5]
            from status in Gen.Int[0, 3].Select(i => i == 0 ? RunStatus.Running : RunStatus.Queued)
            from file in Gen.Int[0, 2]
                .Select(i =>
                    i == 0 ? null
                    : i == 1 ? "/a"
                    : "/b"
                )
            select (account, job: (account * 10) + job, status, file);
        run.Array[0, 12]
            .Sample(items =>
            {
                var runs = items.Select((item, i) => Run(i + 1, item.job, item.status, item.account, item.file)).ToList();
                var working = Valid(runs.Where(r => r.Status == RunStatus.Running));
                runs = [.. working, .. runs.Where(r => r.Status == RunStatus.Queued)];
                runs.Sort((a, b) => a.Id.CompareTo(b.Id));

                var decisions = Admission.Decide(runs, TwoSlots, 3);
                var started = decisions.Where(d => d.WaitsFor is null).Select(d => runs.Single(r => r.Id == d.RunId)).ToList();
                var all = working.Concat(started).ToList();

                all.GroupBy(r => r.JobId).ShouldAllBe(rows => rows.Count() == 1);
                all.Where(r => r.WarehouseFile != null).GroupBy(r => r.WarehouseFile).ShouldAllBe(rows => rows.Count() == 1);
                all.Count.ShouldBeLessThanOrEqualTo(Math.Max(3, working.Count));
                started.Where(s => runs.Any(r => r.Status == RunStatus.Queued && r.JobId == s.JobId && r.Id < s.Id)).ShouldBeEmpty();
                if (working.Count == 0 && runs.Count > 0)
                {
                    started.ShouldNotBeEmpty();
                }
                decisions.Count.ShouldBe(runs.Count(r => r.Status == RunStatus.Queued));
            });
    }

    /// <summary>The working runs as an earlier admission could have left them.</summary>
    private static List<WaitingRun> Valid(IEnumerable<WaitingRun> runs)
    {
        var working = new List<WaitingRun>();
        foreach (var run in runs)
        {
            if (
                !working.Exists(r => r.JobId == run.JobId || (run.WarehouseFile != null && r.WarehouseFile == run.WarehouseFile))
                && working.Count < 3
                && working.Count(r => r.AccountId == run.AccountId) < 2
            )
            {
                working.Add(run);
            }
        }
        return working;
    }

    private static IReadOnlyList<AdmissionDecision> Decide(WaitingRun[] runs) => Admission.Decide(runs, TwoSlots, slotsOfServer: 10);

    private static WaitingRun Run(long id, long job, RunStatus status, long account = 1, string? file = null, string? lane = null) =>
        new(id, account, job, status, lane, file);
}
