namespace Headgate.Platform.Runs.Box;

/// <summary>What the processes of one step may use.</summary>
public sealed record BoxLimits
{
    /// <summary>Memory of one process, and of all processes of the step together, in MiB.</summary>
    public int MemoryMiB { get; init; } = 4096;

    /// <summary>Processes and threads at one time.</summary>
    public int Processes { get; init; } = 512;

    /// <summary>Open files of one process.</summary>
    public int OpenFiles { get; init; } = 4096;

    /// <summary>What the run's folder, and what stands beside its warehouse while it works, may hold; and the longest file, in MiB.</summary>
    public int DiskMiB { get; init; } = 20_480;

    /// <summary>What a run must leave free on the data folder's disk, in MiB.</summary>
    public int FreeDiskMiB { get; init; } = 256;
}
