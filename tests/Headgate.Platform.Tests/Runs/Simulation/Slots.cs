using System.Collections.Concurrent;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>Counts what is executed at the same time, and how often each run is.</summary>
internal sealed class Slots
{
    private readonly Lock _lock = new();
    private readonly HashSet<long> _inside = [];

    /// <summary>The most runs that were inside at once.</summary>
    public int Most { get; private set; }

    /// <summary>How often each run began.</summary>
    public ConcurrentDictionary<long, int> Begun { get; } = new();

    /// <summary>A run has begun. One that was to be executed and was not, as it had been cancelled, does not come here.</summary>
    public void Begin(long runId)
    {
        Begun.AddOrUpdate(runId, 1, (_, count) => count + 1);
        lock (_lock)
        {
            _inside.Add(runId);
            Most = Math.Max(Most, _inside.Count);
        }
    }

    public void Leave(long runId)
    {
        lock (_lock)
        {
            _inside.Remove(runId);
        }
    }

    /// <summary>The server is dead, and its runners with it.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _inside.Clear();
        }
    }
}
