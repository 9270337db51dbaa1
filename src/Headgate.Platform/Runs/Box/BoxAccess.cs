using Headgate.Platform.Runs.Box.Egress;

namespace Headgate.Platform.Runs.Box;

/// <summary>What one step needs beside the system and the run's own folder.</summary>
internal sealed record BoxAccess
{
    /// <summary>Further files and folders.</summary>
    public IReadOnlyList<BoxMount> Mounts { get; init; } = [];

    /// <summary>Whether it works on the run's warehouse.</summary>
    public bool Warehouse { get; init; }

    /// <summary>Where it may connect to; null for nowhere.</summary>
    public EgressPolicy? Egress { get; init; }
}
