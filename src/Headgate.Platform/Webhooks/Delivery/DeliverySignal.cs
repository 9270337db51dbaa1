using System.Threading.Channels;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Says that there may be something to deliver; any number of calls before it is heard count as one.</summary>
internal sealed class DeliverySignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => _channel.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellation) => await _channel.Reader.ReadAsync(cancellation);
}
