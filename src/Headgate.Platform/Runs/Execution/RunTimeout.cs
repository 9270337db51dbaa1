using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Ends a run that takes longer than its job or its account allows, counted from its start.</summary>
internal sealed class RunTimeout : IDisposable
{
    private readonly ITimer _timer;

    public RunTimeout(RunPlan plan, RunStop stop, TimeProvider clock)
    {
        var ofJob = plan.Run.TimeoutSeconds;
        var ofAccount = plan.Account.RunDurationLimitSeconds;
        var byJob = ofJob > 0 && ofJob <= ofAccount;
        var seconds = byJob ? ofJob : ofAccount;
        var message = byJob
            ? $"The run exceeded its timeout of {seconds} seconds and was cancelled."
            : $"The run exceeded the account's limit of {seconds} seconds and was cancelled.";
        _timer = clock.CreateTimer(
            _ => stop.Stop(new(RunStatus.Cancelled, message)),
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan
        );
    }

    public void Dispose() => _timer.Dispose();
}
