using System.Threading.Channels;
using Headgate.Store;

namespace Headgate.Metadata.Ingestion;

/// <summary>Wakes the reader of artifacts when a run has changed.</summary>
internal sealed class MetadataSignal : IOutboxFollower
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <inheritdoc/>
    public void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for the next call of <see cref="Raise"/>, at most for a while.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        await ((Task)_channel.Reader.ReadAsync(either.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
