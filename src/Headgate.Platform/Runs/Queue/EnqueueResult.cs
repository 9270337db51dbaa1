using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>What became of a request: a queued run, or the reason for none.</summary>
/// <param name="Run">The new run.</param>
/// <param name="Refusal">Why there is none, for people.</param>
public sealed record EnqueueResult(Run? Run, string? Refusal)
{
    /// <summary>Whether there is none because the job was deleted meanwhile, or is where the caller may not go.</summary>
    public bool IsJobGone { get; init; }

    /// <summary>Runs that waited and were ended because this one takes their place.</summary>
    public IReadOnlyList<long> Waiting { get; init; } = [];

    /// <summary>Runs that work and are cancelled because this one takes their place.</summary>
    public IReadOnlyList<long> Working { get; init; } = [];

    /// <summary>Whether the job moved while the run was being made: it is to be decided and made again.</summary>
    internal bool IsJobMoved { get; init; }
}
