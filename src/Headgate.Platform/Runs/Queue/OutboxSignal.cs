using System.Threading.Channels;

namespace Headgate.Platform.Runs.Queue;

/// <summary>Says that the outbox has something new; any number of calls before it is heard count as one.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Wakes whoever waits.</summary>
    public void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for the next call of <see cref="Raise"/>.</summary>
    public async Task WaitAsync(CancellationToken cancellation) => await _channel.Reader.ReadAsync(cancellation);
}
