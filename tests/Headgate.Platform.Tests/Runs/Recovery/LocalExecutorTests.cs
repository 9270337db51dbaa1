namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>The contract, of the executor that ships: a run's runner is the server itself, and what can be killed is the process of its step.</summary>
public sealed class LocalExecutorTests : RunExecutorContract
{
    private protected override string Executor => RecoveryServices.Local;

    private protected override string OfKilledRunner => "Invoke dbt with `dbt build` failed with exit code 137";

    private protected override async Task<int> RunnerOfAsync(RecoveryLab lab, long runId) => (await lab.ProcessesAsync(runId))[0];
}
