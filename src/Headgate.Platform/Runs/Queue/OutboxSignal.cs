using Headgate.Platform.Signals;
using Headgate.Store;

namespace Headgate.Platform.Runs.Queue;

/// <summary>Says that the outbox has something new; any number of calls before it is heard count as one.</summary>
public sealed class OutboxSignal(IEnumerable<IOutboxFollower> followers)
{
    private readonly Signal _signal = new();

    /// <summary>Wakes whoever waits.</summary>
    public void Raise()
    {
        _signal.Raise();
        foreach (var follower in followers)
        {
            follower.Raise();
        }
    }

    /// <summary>Waits for the next call of <see cref="Raise"/>, at most for a while.</summary>
    internal Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken stopping) => _signal.WaitAsync(most, clock, stopping);
}
