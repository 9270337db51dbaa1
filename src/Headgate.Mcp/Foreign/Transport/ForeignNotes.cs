using System.Collections.Concurrent;

namespace Headgate.Mcp.Foreign.Transport;

/// <summary>What a foreign server did on a connection besides answering.</summary>
internal sealed class ForeignNotes
{
    private const int MostNames = 10;

    private readonly ConcurrentQueue<string> _asked = new();
    private int _askedCount;
    private int _tooLarge;
    private volatile bool _hasNewTools;

    /// <summary>Requests of its own that it sent; all were refused.</summary>
    public int AskedCount => Volatile.Read(ref _askedCount);

    /// <summary>Answers that were larger than one may be.</summary>
    public int TooLargeCount => Volatile.Read(ref _tooLarge);

    /// <summary>Whether it said that its tools have changed.</summary>
    public bool HasNewTools
    {
        get => _hasNewTools;
        set => _hasNewTools = value;
    }

    /// <summary>Notes a request of its own.</summary>
    public void Asked(string method)
    {
        Interlocked.Increment(ref _askedCount);
        _asked.Enqueue(method);
        while (_asked.Count > MostNames)
        {
            _asked.TryDequeue(out _);
        }
    }

    /// <summary>Notes an answer that was too large.</summary>
    public void TooLarge() => Interlocked.Increment(ref _tooLarge);

    /// <summary>What it asked since there were so many, for the record; null for nothing.</summary>
    public string? AskedSince(int count) =>
        AskedCount == count
            ? null
            : $"refused {AskedCount - count} requests of the foreign server itself (server-request): {string.Join(", ", _asked.TakeLast(Math.Min(AskedCount - count, MostNames)).Distinct(StringComparer.Ordinal))}";
}
