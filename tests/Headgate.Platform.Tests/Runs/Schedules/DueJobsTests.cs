using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Microsoft.EntityFrameworkCore;
using static Headgate.Platform.Tests.Runs.Schedules.SchedulesFixture;

namespace Headgate.Platform.Tests.Runs.Schedules;

/// <summary>Jobs whose time has come, on both databases.</summary>
public sealed class DueJobsTests
{
    public static TheoryData<string> Databases => [TestStore.Sqlite, TestStore.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_due_job_gets_one_run_and_its_next_time(string database)
    {
        await using var fixture = await CreateAsync(database);
        var job = await fixture.AddAsync("15 * * * *");
        (await fixture.JobAsync(job)).NextRunAt.ShouldBe(At("2026-02-03T10:15:00Z"));
        (await fixture.LookAtAsync("2026-02-03T10:14:59Z")).ShouldBe(At("2026-02-03T10:15:00Z"));
        (await fixture.RunsAsync(job)).ShouldBeEmpty();

        (await fixture.LookAtAsync("2026-02-03T10:15:00Z")).ShouldBe(At("2026-02-03T11:15:00Z"));
        await fixture.LookAsync();

        var run = (await fixture.RunsAsync(job)).ShouldHaveSingleItem();
        run.ShouldStartAt.ShouldBe(At("2026-02-03T10:15:00Z"));
        run.Status.ShouldBe(RunStatus.Queued);
        (await fixture.JobAsync(job)).MostRecentRunId.ShouldBe(run.Id);
        await using var db = await fixture.Store.OpenDbAsync();
        var trigger = await db.RunTriggers.SingleAsync(Cancellation);
        (trigger.Cause, trigger.CauseCategory, run.TriggerId).ShouldBe(("scheduled", "scheduled", trigger.Id));
        (await db.OutboxEvents.SingleAsync(Cancellation)).Type.ShouldBe("run.queued");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Times_that_passed_while_no_server_looked_are_made_up_for_by_one_run(string database)
    {
        await using var fixture = await CreateAsync(database);
        var job = await fixture.AddAsync("*/10 6-20 * * *");

        (await fixture.LookAtAsync("2026-02-05T23:15:00Z")).ShouldBe(At("2026-02-06T06:00:00Z"));

        (await fixture.RunsAsync(job)).ShouldHaveSingleItem().ShouldStartAt.ShouldBe(At("2026-02-05T20:50:00Z"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Servers_that_look_at_once_make_one_run_of_each_job(string database)
    {
        await using var fixture = await CreateAsync(database);
        var jobs = new List<Job>();
        for (var i = 0; i < 40; i++)
        {
            jobs.Add(await fixture.AddAsync("30 * * * *"));
        }
        fixture.Clock.SetUtcNow(At("2026-02-03T10:30:00Z"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(LookAllAsync)));

        foreach (var job in jobs)
        {
            (await fixture.RunsAsync(job)).ShouldHaveSingleItem();
        }

        async Task LookAllAsync()
        {
            while (await fixture.LookAsync() < At("2026-02-03T11:30:00Z"))
            {
                await Task.Yield();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_newer_scheduled_run_takes_the_place_of_one_that_waits_and_of_no_other(string database)
    {
        await using var fixture = await CreateAsync(database);
        var job = await fixture.AddAsync("*/5 * * * *");
        var follower = await fixture.Store.AddJobAsync(other =>
        {
            other.CompletionJobId = job.Id;
            other.CompletionStatuses = [30];
        });
        await fixture.LookAtAsync("2026-02-03T10:05:00Z");
        var byHand = (await fixture.TriggerAsync(job)).Run!;
        await fixture.LookAtAsync("2026-02-03T10:10:00Z");
        await fixture.LookAtAsync("2026-02-03T10:15:00Z");

        var runs = await fixture.RunsAsync(job);
        runs.Select(run => run.Status).ShouldBe([RunStatus.Cancelled, RunStatus.Queued, RunStatus.Cancelled, RunStatus.Queued]);
        runs[1].Id.ShouldBe(byHand.Id);
        runs[0].StatusMessage!.ShouldContain("the schedule is faster than the runs");
        runs[0].FinishedAt.ShouldBe(At("2026-02-03T10:10:00Z"));
        // The end of a run that was overtaken is an end: those that wait for it begin.
        (await fixture.RunsAsync(follower)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_queue_holds_up_no_schedule_and_a_locked_account_misses_the_time()
    {
        await using var fixture = await CreateAsync();
        var job = await fixture.AddAsync("*/5 * * * *");
        await fixture.ChangeAccountAsync(account => account.QueueLimit = 0);
        (await fixture.TriggerAsync(job)).Refusal!.ShouldContain("queue is full");
        await fixture.LookAtAsync("2026-02-03T10:05:00Z");
        await fixture.ChangeAccountAsync(account => account.Locked = true);
        await fixture.LookAtAsync("2026-02-03T10:10:00Z");
        await fixture.ChangeAccountAsync(account => account.Locked = false);
        await fixture.LookAtAsync("2026-02-03T10:15:00Z");

        (await fixture.RunsAsync(job)).Select(run => run.ShouldStartAt).ShouldBe([At("2026-02-03T10:05:00Z"), At("2026-02-03T10:15:00Z")]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task After_a_hundred_failures_in_a_row_the_schedule_rests_until_somebody_runs_the_job(string database)
    {
        await using var fixture = await CreateAsync(database);
        var job = await fixture.AddAsync("*/5 * * * *", job => job.RunFailureCount = JobTally.DeactivatedAfter - 1);
        await fixture.LookAtAsync("2026-02-03T10:05:00Z");
        await FailAsync(fixture, (await fixture.RunsAsync(job)).Single());
        (await fixture.JobAsync(job)).Deactivated.ShouldBeTrue();

        (await fixture.LookAtAsync("2026-02-03T11:11:00Z")).ShouldBeNull();
        (await fixture.RunsAsync(job)).Count.ShouldBe(1);

        fixture.Clock.SetUtcNow(At("2026-02-03T12:12:00Z"));
        (await fixture.TriggerAsync(job)).Refusal.ShouldBeNull();
        var active = await fixture.JobAsync(job);
        (active.Deactivated, active.NextRunAt).ShouldBe((false, At("2026-02-03T12:15:00Z")));
        (await fixture.LookAsync()).ShouldBe(At("2026-02-03T12:15:00Z"));
        (await fixture.RunsAsync(job)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_schedule_that_was_switched_off_has_no_time_and_starts_nothing()
    {
        await using var fixture = await CreateAsync();
        var job = await fixture.AddAsync("*/5 * * * *");
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(row => row.TriggersSchedule, false), Cancellation);
        }

        (await fixture.LookAtAsync("2026-02-03T10:05:00Z")).ShouldBeNull();

        (await fixture.JobAsync(job)).NextRunAt.ShouldBeNull();
        (await fixture.RunsAsync(job)).ShouldBeEmpty();
    }

    private static async Task FailAsync(SchedulesFixture fixture, Run run)
    {
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.Runs.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, RunStatus.Running), Cancellation);
        }
        (await fixture.Get<RunLedger>().EndAsync(run.Id, new(RunStatus.Error, "It failed."), Cancellation)).ShouldBeTrue();
    }
}
