using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tests.Runs.Queue;

/// <summary>Jobs that start when a run of another one ends.</summary>
public sealed class CompletionTriggerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_job_runs_once_for_each_end_that_it_waits_for_and_its_run_keeps_the_other(string database)
    {
        await using var fixture = await RunsFixture.CreateAsync(database);
        var first = await fixture.AddJobAsync("dbt build");
        var second = await WaitingAsync(fixture, first, 10);
        var third = await WaitingAsync(fixture, second, 10, 20);

        var parent = await fixture.TriggerAsync(first);

        var child = await fixture.EndOfAsync((await RunsOfAsync(fixture, second, 1)).Single().Id);
        child.Status.ShouldBe(RunStatus.Success);
        var trigger = await TriggerOfAsync(fixture, child);
        trigger.ParentRunId.ShouldBe(parent.Id);
        trigger.CauseCategory.ShouldBe("job completion");
        trigger.Cause.ShouldBe("Triggered by completion of another job");
        await fixture.EndOfAsync((await RunsOfAsync(fixture, third, 1)).Single().Id);
        (await CountAsync(fixture, second)).ShouldBe(1);
        (await CountAsync(fixture, third)).ShouldBe(1);
    }

    [Fact]
    public async Task An_end_of_another_kind_starts_nothing()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var first = await fixture.AddJobAsync("dbt run fail");
        var onSuccess = await WaitingAsync(fixture, first, 10);
        var onError = await WaitingAsync(fixture, first, 20);
        var onCancel = await WaitingAsync(fixture, first, 30);

        await fixture.EndOfAsync((await fixture.TriggerAsync(first)).Id);

        await fixture.EndOfAsync((await RunsOfAsync(fixture, onError, 1)).Single().Id);
        (await CountAsync(fixture, onSuccess)).ShouldBe(0);
        (await CountAsync(fixture, onCancel)).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_it_waits_starts_those_who_wait_for_that()
    {
        await using var fixture = await RunsFixture.CreateAsync(start: false);
        var first = await fixture.AddJobAsync();
        var onCancel = await WaitingAsync(fixture, first, 30);
        var run = await fixture.TriggerAsync(first);

        await fixture.Queue.CancelAsync(run.Id, RunActor.System, Cancellation);
        await fixture.Queue.CancelAsync(run.Id, RunActor.System, Cancellation);

        (await CountAsync(fixture, onCancel)).ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_takes_no_runs_misses_the_end_and_the_end_stands()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var first = await fixture.AddJobAsync();
        var deactivated = await WaitingAsync(fixture, first, 10);
        var other = await WaitingAsync(fixture, first, 10);
        await ChangeAsync(fixture, deactivated, job => job.Deactivated = true);

        var parent = await fixture.EndOfAsync((await fixture.TriggerAsync(first)).Id);

        parent.Status.ShouldBe(RunStatus.Success);
        await fixture.EndOfAsync((await RunsOfAsync(fixture, other, 1)).Single().Id);
        (await CountAsync(fixture, deactivated)).ShouldBe(0);
    }

    [Fact]
    public async Task A_circle_that_stands_in_the_database_all_the_same_ends_after_one_round()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var first = await fixture.AddJobAsync();
        var second = await WaitingAsync(fixture, first, 10);
        await ChangeAsync(fixture, first, job => (job.CompletionJobId, job.CompletionStatuses) = (second.Id, [10]));

        await fixture.EndOfAsync((await fixture.TriggerAsync(first)).Id);
        await fixture.EndOfAsync((await RunsOfAsync(fixture, second, 1)).Single().Id);

        // Its end was written in the transaction that would have started the first job again.
        (await CountAsync(fixture, first)).ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_runs_of_a_deleted_job_end_as_cancelled_and_the_working_one_goes_on()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt run sleep");
        var works = await fixture.TriggerAsync(job);
        await fixture.UntilAsync(works.Id, run => run.Status == RunStatus.Running);
        var waits = await fixture.TriggerAsync(job);

        await ChangeAsync(fixture, job, row => row.State = RowState.Deleted);
        await fixture.Queue.AdmitAsync(Cancellation);

        var ended = await fixture.GetAsync(waits.Id);
        ended.Status.ShouldBe(RunStatus.Cancelled);
        ended.StatusMessage.ShouldBe("The job was deleted while this run waited for its turn.");
        (await fixture.GetAsync(works.Id)).Status.ShouldBe(RunStatus.Running);
        await fixture.Queue.CancelAsync(works.Id, RunActor.System, Cancellation);
        await fixture.EndOfAsync(works.Id);
    }

    [Fact]
    public async Task A_run_that_only_lists_does_not_wait_for_the_writer_of_its_warehouse()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var writer = await fixture.AddJobAsync("dbt run sleep");
        var lists = await fixture.AddJobAsync("dbt ls", "dbt --quiet parse");
        var writes = await fixture.AddJobAsync("dbt ls", "dbt build");
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            var connection = await db
                .Environments.Where(e => e.Id == writer.EnvironmentId)
                .Select(e => e.ConnectionId)
                .SingleAsync(Cancellation);
            await db
                .Environments.Where(e => e.Id == lists.EnvironmentId || e.Id == writes.EnvironmentId)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.ConnectionId, connection), Cancellation);
        }
        var working = await fixture.TriggerAsync(writer);
        await fixture.UntilAsync(working.Id, run => run.Status == RunStatus.Running);

        var waiting = await fixture.TriggerAsync(writes);
        var listing = await fixture.EndOfAsync((await fixture.TriggerAsync(lists)).Id);

        listing.Status.ShouldBe(RunStatus.Success, listing.StatusMessage);
        await fixture.UntilAsync(waiting.Id, run => run.StatusMessage is not null);
        (await fixture.GetAsync(waiting.Id)).StatusMessage.ShouldStartWith($"Waits for run {working.Id}: both write the DuckDB file");
        await fixture.Queue.CancelAsync(waiting.Id, RunActor.System, Cancellation);
        await fixture.Queue.CancelAsync(working.Id, RunActor.System, Cancellation);
        await fixture.EndOfAsync(working.Id);
    }

    private static async Task<Job> WaitingAsync(RunsFixture fixture, Job other, params int[] statuses)
    {
        var job = await fixture.AddJobAsync();
        await ChangeAsync(fixture, job, row => (row.CompletionJobId, row.CompletionStatuses) = (other.Id, [.. statuses]));
        return job;
    }

    private static async Task ChangeAsync(RunsFixture fixture, Job job, Action<Job> change)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        change(await db.Jobs.SingleAsync(row => row.Id == job.Id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task<int> CountAsync(RunsFixture fixture, Job job)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        return await db.Runs.CountAsync(run => run.JobDefinitionId == job.Id, Cancellation);
    }

    private static async Task<List<Run>> RunsOfAsync(RunsFixture fixture, Job job, int count)
    {
        await Until.HoldsAsync(async () => await CountAsync(fixture, job) >= count, () => $"job {job.Id} has {count} runs", Cancellation);
        await using var db = await fixture.Store.OpenDbAsync();
        return await db.Runs.AsNoTracking().Where(run => run.JobDefinitionId == job.Id).ToListAsync(Cancellation);
    }

    private static async Task<RunTrigger> TriggerOfAsync(RunsFixture fixture, Run run)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        return await db.RunTriggers.AsNoTracking().SingleAsync(trigger => trigger.Id == run.TriggerId, Cancellation);
    }
}
