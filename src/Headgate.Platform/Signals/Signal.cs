using System.Threading.Channels;

namespace Headgate.Platform.Signals;

/// <summary>Wakes a loop that waits for work; any number of calls before it is heard count as one.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Wakes whoever waits.</summary>
    public void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for the next call, at most for a while; gives whether it came in time.</summary>
    public async Task<bool> WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken stopping)
    {
        if (most <= TimeSpan.Zero)
        {
            return false;
        }
        using var late = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        await ((Task)_channel.Reader.ReadAsync(either.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !late.IsCancellationRequested;
    }
}
