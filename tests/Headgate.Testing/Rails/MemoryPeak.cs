namespace Headgate.Testing;

/// <summary>Watches how large the managed heap becomes: what is alive and what lies between, as each collection finds it. Other tests of the process count too.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private readonly long _before;
    private readonly Timer _timer;
    private long _peak;

    /// <summary>Begins.</summary>
    public MemoryPeak()
    {
        GC.Collect();
        _before = GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes;
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
    }

    /// <summary>By how many MiB it grew at most.</summary>
    public long GrowthMiB
    {
        get
        {
            // What is held at the end must be seen as well.
            GC.Collect();
            Look();
            return (Interlocked.Read(ref _peak) - _before) / (1024 * 1024);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes;
        for (var peak = Interlocked.Read(ref _peak); now > peak; )
        {
            peak = Interlocked.CompareExchange(ref _peak, now, peak) is var seen && seen == peak ? now : seen;
        }
    }
}
