namespace Headgate.Platform.Runs.Box;

/// <summary>
/// Watches what all processes of a step use together, which limits of single processes cannot: memory, processes, disk. Who passes a limit is
/// ended whole.
/// </summary>
internal sealed class BoxWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Looking at a folder's size reads all of it, so it is done less often.</summary>
    private const int LooksPerDiskLook = 10;

    /// <summary>A run that holds less than this is not the one that fills the disk.</summary>
    private const long LeastGuilty = 64L << 20;

    private readonly CancellationTokenSource _over = new();
    private readonly BoxLimits _limits;
    private readonly BoxFiles _files;
    private readonly IReadOnlyList<string> _folders;
    private readonly Task _watching;

    /// <summary>Begins.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="files">Tells which processes.</param>
    /// <param name="folders">Folders whose content counts as the step's.</param>
    public BoxWatch(BoxLimits limits, BoxFiles files, IReadOnlyList<string> folders)
    {
        (_limits, _files, _folders) = (limits, files, folders);
        _watching = WatchAsync(_over.Token);
    }

    /// <summary>The limit that was passed, in a sentence; null while none was.</summary>
    public string? Passed { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    private async Task WatchAsync(CancellationToken over)
    {
        await Task.Delay(Interval, TimeProvider.System, over).ContinueWith(_ => { }, TaskScheduler.Default);
        for (var look = 0; !over.IsCancellationRequested; look++)
        {
            if (_files.First is { } first && (OfProcesses(first) ?? OfDisk(look)) is { } passed)
            {
                Passed = passed;
                await _files.EndAsync();
                return;
            }
            await Task.Delay(Interval, TimeProvider.System, over).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private string? OfProcesses(int first)
    {
        var (threads, pages) = ProcessTree.Use(first, _limits.Processes + 1);
        return threads > _limits.Processes + 1 ? Sentence($"{_limits.Processes} processes and threads", "runs.processes")
            : pages * Environment.SystemPageSize > (long)_limits.MemoryMiB << 20
                ? Sentence($"{_limits.MemoryMiB} MiB of memory", "runs.memory_mib")
            : null;
    }

    private string? OfDisk(int look)
    {
        var low = FreeMiB(_folders[0]) < _limits.FreeDiskMiB;
        if (!low && look % LooksPerDiskLook != 0)
        {
            return null;
        }
        var held = _folders.Sum(SizeOf);
        return held > (long)_limits.DiskMiB << 20 ? Sentence($"{_limits.DiskMiB} MiB of disk", "runs.disk_mib")
            : low && held > LeastGuilty
                ? $"box process: the disk has less than {_limits.FreeDiskMiB} MiB left (runs.free_disk_mib), so the step was ended. Make room, then retry the run."
            : null;
    }

    private static string Sentence(string limit, string setting) =>
        $"box process: the step used more than {limit}, its limit ({setting}), and was ended.";

    private static long FreeMiB(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace >> 20;
        }
        catch (IOException)
        {
            return long.MaxValue;
        }
    }

    private static long SizeOf(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        try
        {
            return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", options).Sum(file => file.Length) : 0;
        }
        catch (IOException)
        {
            // It changes while it is read; the next look counts again.
            return 0;
        }
    }
}
