using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>What became of a request: a queued run, or the reason for none.</summary>
/// <param name="Run">The new run.</param>
/// <param name="Refusal">Why there is none, for people.</param>
public sealed record EnqueueResult(Run? Run, string? Refusal)
{
    /// <summary>Whether there is none because the job was deleted meanwhile.</summary>
    public bool IsJobGone { get; init; }
}
