using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>What any executor must hold to, so that nothing else has to know which one it is.</summary>
public abstract class RunExecutorContract
{
    private static readonly RunEnd Wished = new(RunStatus.Cancelled, "Nobody wants it any more.");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract string Executor { get; }

    /// <summary>What a run's message begins with whose runner was killed.</summary>
    private protected abstract string OfKilledRunner { get; }

    /// <summary>The process without which the run cannot go on.</summary>
    private protected abstract Task<int> RunnerOfAsync(RecoveryLab lab, long runId);

    [Fact]
    public async Task A_run_that_is_started_many_times_is_executed_once()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var run = await lab.StartingAsync();
        lab.Hold();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => lab.Executor.StartAsync(run, Cancellation))));
        await lab.ProcessesAsync(run);
        await lab.Executor.StartAsync(run, Cancellation);
        lab.Release();
        (await lab.Executor.WatchAsync(run, Cancellation)).ShouldBe(RunEnd.Success);
        await lab.Executor.StartAsync(run, Cancellation);
        await lab.Executor.WatchAsync(run, Cancellation);

        lab.Built().ShouldBe([run]);
        (await lab.Runs.GetAsync(run)).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_that_is_given_up_changes_nothing_and_is_taken_up_again()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var run = await lab.StartingAsync();
        lab.Hold();
        await lab.Executor.StartAsync(run, Cancellation);
        var processes = await lab.ProcessesAsync(run);

        using (var lost = new CancellationTokenSource())
        {
            var watch = lab.Executor.WatchAsync(run, lost.Token);
            await lost.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => watch);
        }

        processes.ShouldAllBe(id => ProcessTree.Lives(id));
        lab.Release();
        (await lab.Executor.WatchAsync(run, Cancellation)).ShouldBe(RunEnd.Success);
    }

    [Fact]
    public async Task A_run_that_nobody_started_has_no_end_no_log_and_cannot_be_cancelled()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        await lab.Executor.CancelAsync(4711, Wished, Cancellation);
        (await lab.Executor.WatchAsync(4711, Cancellation)).ShouldBeNull();
        (await lab.Executor.LogsAsync(4711, Cancellation)).ShouldBeNull();
        (await lab.Executor.ReapAsync(new HashSet<long> { 4711 }, Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_run_ends_as_it_was_wished_first_with_all_its_processes(bool stubborn)
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var run = await lab.StartingAsync();
        lab.Hold(stubborn);
        await lab.Executor.StartAsync(run, Cancellation);
        var processes = await lab.ProcessesAsync(run);

        await lab.Executor.CancelAsync(run, Wished, Cancellation);
        await lab.Executor.CancelAsync(run, new(RunStatus.Error, "A second wish."), Cancellation);

        (await lab.Executor.WatchAsync(run, Cancellation)).ShouldBe(Wished);
        await RecoveryLab.ShouldEndAsync(processes);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_at_any_moment_has_one_end()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        await using var server = await lab.StartServerAsync();
        var queue = (RunQueue)server.Services.GetService(typeof(RunQueue))!;
        for (var round = 0; round < 6; round++)
        {
            var job = await lab.Runs.AddJobAsync("dbt build");
            var run = (
                await queue.TriggerAsync(
                    new()
                    {
                        JobId = job.Id,
                        Cause = "race",
                        Actor = RunActor.System,
                    },
                    Cancellation
                )
            ).Run!;
            var moment = (RunStatus)Math.Min(1 + round, 3);
            await lab.Runs.UntilAsync(run.Id, row => row.Status >= moment);
            await queue.CancelAsync(run.Id, RunActor.System, Cancellation);

            (await lab.Runs.EndOfAsync(run.Id)).Status.ShouldBeOneOf(RunStatus.Cancelled, RunStatus.Success);
            await lab.ShouldBeConsistentAsync(run.Id);
        }
    }

    [Fact]
    public async Task A_run_whose_runner_is_killed_ends_in_error_and_the_next_one_of_its_job_begins()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var job = await lab.Runs.AddJobAsync("dbt build");
        var (killed, next) = (await lab.Runs.TriggerAsync(job), await lab.Runs.TriggerAsync(job));
        lab.Hold();
        await using var server = await lab.StartServerAsync();
        var processes = await lab.ProcessesAsync(killed.Id);

        System.Diagnostics.Process.GetProcessById(await RunnerOfAsync(lab, killed.Id)).Kill();

        var run = await lab.Runs.EndOfAsync(killed.Id);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldStartWith(OfKilledRunner);
        await RecoveryLab.ShouldEndAsync(processes);
        lab.Release();
        (await lab.Runs.EndOfAsync(next.Id)).Status.ShouldBe(RunStatus.Success);
        await lab.ShouldBeConsistentAsync(killed.Id);
        await lab.ShouldBeConsistentAsync(next.Id);
    }

    [Fact]
    public async Task Runs_that_the_database_does_not_want_executed_are_ended_and_the_others_go_on()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var (orphan, wanted) = (await lab.StartingAsync(), await lab.StartingAsync());
        lab.Hold();
        await lab.Executor.StartAsync(orphan, Cancellation);
        await lab.Executor.StartAsync(wanted, Cancellation);
        var processes = await lab.ProcessesAsync(orphan);
        await lab.ProcessesAsync(wanted);
        await lab.Ledger.EndAsync(orphan, Wished, Cancellation);

        (await lab.Executor.ReapAsync(new HashSet<long> { wanted, 4711 }, Cancellation)).ShouldBe([wanted]);

        await RecoveryLab.ShouldEndAsync(processes);
        (await lab.Executor.WatchAsync(orphan, Cancellation)).ShouldBeNull();
        lab.Release();
        (await lab.Executor.WatchAsync(wanted, Cancellation)).ShouldBe(RunEnd.Success);
        await lab.ShouldBeConsistentAsync(orphan);
    }

    [Fact]
    public async Task A_run_that_had_left_the_queue_of_a_dead_server_without_a_runner_is_executed_by_the_next()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var run = await lab.StartingAsync();
        await using var server = await lab.StartServerAsync();
        (await lab.Runs.EndOfAsync(run)).Status.ShouldBe(RunStatus.Success);
        lab.Built().ShouldBe([run]);
        await lab.ShouldBeConsistentAsync(run);
    }

    [Fact]
    public async Task After_an_orderly_restart_each_run_has_ended_or_goes_on()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var job = await lab.Runs.AddJobAsync("dbt build");
        var (works, waits) = (await lab.Runs.TriggerAsync(job), await lab.Runs.TriggerAsync(job));
        lab.Hold();
        await using (await lab.StartServerAsync())
        {
            await lab.ProcessesAsync(works.Id);
        }
        (await lab.Runs.GetAsync(works.Id)).Status.ShouldBe(lab.Executor.EndsWithServer ? RunStatus.Error : RunStatus.Running);
        await using (await lab.StartServerAsync())
        {
            lab.Release();
            var run = await lab.Runs.EndOfAsync(works.Id);
            (run.Status, run.StatusMessage).ShouldBe(
                lab.Executor.EndsWithServer
                    ? (
                        RunStatus.Error,
                        "The server was stopped while this run was running. Retry the run to go on from the step that was interrupted."
                    )
                    : (RunStatus.Success, null)
            );
            (await lab.Runs.EndOfAsync(waits.Id)).Status.ShouldBe(RunStatus.Success);
        }
        await lab.ShouldBeConsistentAsync(works.Id);
        await lab.ShouldBeConsistentAsync(waits.Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_kill_of_the_server_each_run_has_ended_or_goes_on_and_none_is_lost_or_executed_twice(bool stubborn)
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var job = await lab.Runs.AddJobAsync("dbt build");
        var (works, waits) = (await lab.Runs.TriggerAsync(job), await lab.Runs.TriggerAsync(job));
        lab.Hold(stubborn);
        var dead = await lab.SpawnServerAsync();
        var processes = await lab.ProcessesAsync(works.Id);
        await RecoveryLab.KillAsync(dead);
        if (lab.Executor.EndsWithServer)
        {
            await RecoveryLab.ShouldEndAsync(processes);
        }
        await using var server = await lab.StartServerAsync();
        lab.Release();

        var run = await lab.Runs.EndOfAsync(works.Id);
        if (lab.Executor.EndsWithServer)
        {
            run.Status.ShouldBe(RunStatus.Error);
            run.StatusMessage!.ShouldStartWith("The server stopped unexpectedly while this run was running.");
        }
        else
        {
            run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        }
        (await lab.Runs.EndOfAsync(waits.Id)).Status.ShouldBe(RunStatus.Success);
        lab.Built().ShouldBe([works.Id, waits.Id]);
        await lab.ShouldBeConsistentAsync(works.Id);
        await lab.ShouldBeConsistentAsync(waits.Id);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task A_clock_that_is_set_ends_no_run_and_lets_none_end_before_it_began(int days)
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var queued = await lab.Runs.TriggerAsync(await lab.Runs.AddJobAsync("dbt build"), r => r with { TimeoutSecondsOverride = 3600 });
        lab.Hold();
        var clock = new JumpingClock();
        await using var server = await lab.StartServerAsync(clock);
        await lab.ProcessesAsync(queued.Id);

        clock.Offset = TimeSpan.FromDays(days);
        lab.Release();

        var run = await lab.Runs.EndOfAsync(queued.Id);
        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        run.FinishedAt!.Value.ShouldBeGreaterThanOrEqualTo(run.StartedAt!.Value);
        (await lab.Runs.StepsAsync(queued.Id)).ShouldAllBe(step => step.FinishedAt >= step.StartedAt);
        await lab.ShouldBeConsistentAsync(queued.Id);
    }
}
