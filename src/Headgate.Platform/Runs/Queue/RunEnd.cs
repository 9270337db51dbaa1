using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>How a run ended.</summary>
/// <param name="Status">Success, error or cancelled.</param>
/// <param name="Message">Why, for people; null where the status says it all.</param>
internal sealed record RunEnd(RunStatus Status, string? Message)
{
    public static RunEnd Success { get; } = new(RunStatus.Success, null);
}
