using System.Threading.Channels;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Says that there may be something to deliver; any number of calls before it is heard count as one.</summary>
internal sealed class DeliverySignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private int _isNew = 1;

    /// <summary>Says that there are events in the database that nobody has looked at.</summary>
    public void Raise()
    {
        Volatile.Write(ref _isNew, 1);
        RaiseRoom();
    }

    /// <summary>Says that an attempt has ended, so that there is room for another.</summary>
    public void RaiseRoom() => _channel.Writer.TryWrite(true);

    /// <summary>Whether there are events that nobody has looked at; asked once.</summary>
    public bool TakeNew() => Interlocked.Exchange(ref _isNew, 0) == 1;

    public async Task WaitAsync(CancellationToken cancellation) => await _channel.Reader.ReadAsync(cancellation);
}
