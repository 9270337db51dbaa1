using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>Servers that share a database on PostgreSQL: one executes the runs, the other stands by.</summary>
public sealed class TwoServersTests
{
    private const int StandsBy = 3012;
    private const int TakesOver = 3013;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_is_asked_for_the_other_does_and_no_run_is_executed_twice()
    {
        await using var lab = await RecoveryLab.CreateAsync(RecoveryServices.Local, TestStore.Postgres);
        var job = await lab.Runs.AddJobAsync("dbt build");
        await using var works = await lab.StartServerAsync();
        await using var standsBy = await lab.StartServerBesideAsync();
        standsBy.HasLogged(StandsBy).ShouldBeTrue();
        works.HasLogged(StandsBy).ShouldBeFalse();
        var queue = standsBy.Services.GetRequiredService<RunQueue>();
        lab.Hold();

        var (first, second) = (await TriggerAsync(queue, job), await TriggerAsync(queue, job));
        var processes = await lab.ProcessesAsync(first);
        (await lab.Runs.UntilAsync(second, run => run.StatusMessage != null)).StatusMessage.ShouldBe(
            $"Waits for run {first} of the same job."
        );
        await queue.CancelAsync(first, RunActor.System, Cancellation);

        (await lab.Runs.EndOfAsync(first)).Status.ShouldBe(RunStatus.Cancelled);
        await RecoveryLab.ShouldEndAsync(processes);
        lab.Release();
        (await lab.Runs.EndOfAsync(second)).Status.ShouldBe(RunStatus.Success);
        lab.Built().ShouldBe([first, second]);
        await lab.ShouldBeConsistentAsync(first);
        await lab.ShouldBeConsistentAsync(second);
    }

    [Fact]
    public async Task When_the_one_that_executes_is_stopped_the_other_goes_on_at_once()
    {
        await using var lab = await RecoveryLab.CreateAsync(RecoveryServices.Local, TestStore.Postgres);
        var job = await lab.Runs.AddJobAsync("dbt build");
        var works = await lab.StartServerAsync();
        await using var standsBy = await lab.StartServerBesideAsync();
        await works.DisposeAsync();

        var run = await lab.Runs.EndOfAsync(await TriggerAsync(standsBy.Services.GetRequiredService<RunQueue>(), job));

        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        standsBy.HasLogged(TakesOver).ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_one_that_executes_is_killed_the_other_ends_its_runs_and_goes_on()
    {
        await using var lab = await RecoveryLab.CreateAsync(RecoveryServices.Local, TestStore.Postgres);
        var job = await lab.Runs.AddJobAsync("dbt build");
        var (works, waits) = (await lab.Runs.TriggerAsync(job), await lab.Runs.TriggerAsync(job));
        lab.Hold();
        var killed = await lab.SpawnServerAsync();
        var processes = await lab.ProcessesAsync(works.Id);
        await using var standsBy = await lab.StartServerBesideAsync();

        await RecoveryLab.KillAsync(killed);
        lab.Release();

        var run = await lab.Runs.EndOfAsync(works.Id);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldStartWith("The server stopped unexpectedly while this run was running.");
        await RecoveryLab.ShouldEndAsync(processes);
        (await lab.Runs.EndOfAsync(waits.Id)).Status.ShouldBe(RunStatus.Success);
        lab.Built().ShouldBe([works.Id, waits.Id]);
        await lab.ShouldBeConsistentAsync(works.Id);
        await lab.ShouldBeConsistentAsync(waits.Id);
    }

    private static async Task<long> TriggerAsync(RunQueue queue, Job job) => (
            await queue.TriggerAsync(
                new()
                {
                    JobId = job.Id,
                    Cause = "test",
                    Actor = RunActor.System,
                },
                Cancellation
            )
        ).Run!.Id;
}
