using Headgate.Platform.Signals;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Says that there may be something to deliver; any number of calls before it is heard count as one.</summary>
internal sealed class DeliverySignal
{
    private readonly Signal _signal = new();
    private int _isNew = 1;

    /// <summary>Says that there are events in the database that nobody has looked at.</summary>
    public void Raise()
    {
        Volatile.Write(ref _isNew, 1);
        RaiseRoom();
    }

    /// <summary>Says that an attempt has ended, so that there is room for another.</summary>
    public void RaiseRoom() => _signal.Raise();

    /// <summary>Whether there are events that nobody has looked at; asked once.</summary>
    public bool TakeNew() => Interlocked.Exchange(ref _isNew, 0) == 1;

    /// <summary>Waits for either, at most for a while; gives whether it came in time.</summary>
    public Task<bool> WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken stopping) => _signal.WaitAsync(most, clock, stopping);
}
