using System.Collections.Concurrent;
using Headgate.Platform.Runs.Queue;

namespace Headgate.Platform.Runs.Execution;

/// <summary>The runs that this process executes, so that they can be cancelled.</summary>
public sealed class RunningRuns
{
    private readonly ConcurrentDictionary<long, RunStop> _stops = new();

    /// <summary>Runs that this process executes now.</summary>
    public IReadOnlyCollection<long> Ids => [.. _stops.Keys];

    /// <summary>Enters a run; null when it is executed already.</summary>
    internal RunStop? Enter(long runId)
    {
        var stop = new RunStop();
        if (_stops.TryAdd(runId, stop))
        {
            return stop;
        }
        stop.Dispose();
        return null;
    }

    internal void Leave(long runId)
    {
        if (_stops.TryRemove(runId, out var stop))
        {
            stop.Dispose();
        }
    }

    internal void Stop(long runId, RunEnd end)
    {
        if (_stops.TryGetValue(runId, out var stop))
        {
            stop.Stop(end);
        }
    }
}
