using Quartz;

namespace Headgate.Platform.Runs.Execution;

/// <summary>The scheduler's way into a run. Fired twice (after a crash), it does nothing the second time: the ledger decides.</summary>
internal sealed class ExecuteRun(RunExecutor executor) : IJob
{
    public const string RunId = "run_id";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await executor.ExecuteAsync(long.Parse((string)context.MergedJobDataMap[RunId]!), cancellationToken);
}
