using System.Globalization;
using Headgate.Testing;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>The contract, of an executor whose runners outlive the server, as on a cluster.</summary>
public sealed class ProcessExecutorTests : RunExecutorContract
{
    private protected override string Executor => RecoveryServices.Process;

    private protected override string OfKilledRunner => "What executed this run ended without saying how";

    private protected override async Task<int> RunnerOfAsync(RecoveryLab lab, long runId)
    {
        var folder = Path.Combine(lab.Runs.Store.Settings.DataFolder, "runners", runId.ToString(CultureInfo.InvariantCulture));
        var files = new RunnerFiles(folder);
        await Until.HoldsAsync(() => files.IsAlive, "the runner works", Cancellation);
        return files.Runner!.Id;
    }

    [Fact]
    public async Task What_a_runner_said_before_it_was_lost_is_in_the_message_of_its_run()
    {
        await using var lab = await RecoveryLab.CreateAsync(Executor);
        var run = (await lab.Runs.TriggerAsync(await lab.Runs.AddJobAsync("dbt build"))).Id;
        lab.Hold();
        await using var server = await lab.StartServerAsync();
        await lab.ProcessesAsync(run);
        var folder = Path.Combine(lab.Runs.Store.Settings.DataFolder, "runners", run.ToString(CultureInfo.InvariantCulture));
        await File.AppendAllTextAsync(Path.Combine(folder, "output"), "Out of memory.\n", Cancellation);

        System.Diagnostics.Process.GetProcessById(await RunnerOfAsync(lab, run)).Kill();

        (await lab.Runs.EndOfAsync(run)).StatusMessage.ShouldBe(
            "What executed this run ended without saying how; its last words: Out of memory. "
                + "What it had done until then stays in the warehouse; trigger the job again."
        );
    }
}
