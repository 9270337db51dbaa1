using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Steps;

/// <summary>How a step ended.</summary>
/// <param name="Status">Success or error.</param>
/// <param name="ExitCode">Exit code of its process, where it had one.</param>
/// <param name="Message">What went wrong, for people.</param>
internal sealed record StepOutcome(RunStatus Status, int? ExitCode = null, string? Message = null)
{
    public static StepOutcome Success { get; } = new(RunStatus.Success, 0);

    public static StepOutcome Error(string message) => new(RunStatus.Error, null, message);

    public bool IsSuccess => Status == RunStatus.Success;
}
