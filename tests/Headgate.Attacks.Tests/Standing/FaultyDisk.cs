using Headgate.Gate.Journal.Writing;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>A disk for the journal that fails or waits when a case says so.</summary>
internal sealed class FaultyDisk : IDisposable
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private volatile string? _fault;
    private int _failingFlushes;
    private int _flushes;

    /// <summary>What every write fails with; null for a good disk.</summary>
    public string? Fault
    {
        get => _fault;
        set => _fault = value;
    }

    /// <summary>Flushes that were asked for.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    public JournalDisk Disk =>
        new()
        {
            Write = (file, bytes, offset) =>
            {
                if (_fault is { } message)
                {
                    RandomAccess.Write(file, bytes[..(bytes.Length / 2)], offset);
                    throw new IOException(message);
                }
                RandomAccess.Write(file, bytes, offset);
            },
            Flush = file =>
            {
                Interlocked.Increment(ref _flushes);
                _open.Wait();
                if (Interlocked.Exchange(ref _failingFlushes, 0) > 0)
                {
                    throw new IOException("Input/output error");
                }
                RandomAccess.FlushToDisk(file);
            },
        };

    /// <summary>Lets the next flush fail.</summary>
    public void FailOneFlush() => Interlocked.Exchange(ref _failingFlushes, 1);

    /// <summary>Lets every flush wait until <see cref="Release"/>.</summary>
    public void Hold() => _open.Reset();

    public void Release() => _open.Set();

    public void Dispose()
    {
        _open.Set();
        _open.Dispose();
    }
}
