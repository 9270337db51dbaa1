using Headgate.Gate.Journal.Writing;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>A disk for the journal that fails or waits when a case says so.</summary>
internal sealed class FaultyDisk : IDisposable
{
    private readonly ManualResetEventSlim open = new(initialState: true);
    private volatile string? fault;
    private int failingFlushes;
    private int flushes;

    /// <summary>What every write fails with; null for a good disk.</summary>
    public string? Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>Flushes that were asked for.</summary>
    public int Flushes => Volatile.Read(ref flushes);

    public JournalDisk Disk =>
        new()
        {
            Write = (file, bytes, offset) =>
            {
                if (fault is { } message)
                {
                    RandomAccess.Write(file, bytes[..(bytes.Length / 2)], offset);
                    throw new IOException(message);
                }
                RandomAccess.Write(file, bytes, offset);
            },
            Flush = file =>
            {
                Interlocked.Increment(ref flushes);
                open.Wait();
                if (Interlocked.Exchange(ref failingFlushes, 0) > 0)
                {
                    throw new IOException("Input/output error");
                }
                RandomAccess.FlushToDisk(file);
            },
        };

    /// <summary>Lets the next flush fail.</summary>
    public void FailOneFlush() => Interlocked.Exchange(ref failingFlushes, 1);

    /// <summary>Lets every flush wait until <see cref="Release"/>.</summary>
    public void Hold() => open.Reset();

    public void Release() => open.Set();

    public void Dispose()
    {
        open.Set();
        open.Dispose();
    }
}
