using System.Buffers;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>What an account elsewhere has sent, in memory that is given back once it has been judged: answers are large, and there are many.</summary>
internal sealed class ReceivedBytes : IDisposable
{
    private const int Least = 16 * 1024;

    private byte[] _bytes;
    private int _count;

    private ReceivedBytes(int size) => _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(Least, size));

    /// <summary>The bytes; they live as long as this does.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _count);

    /// <summary>Reads a stream to its end; null where it is longer than the limit.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="length">Its length, where that is known; otherwise 0.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ReceivedBytes?> ReadAsync(Stream source, int length, int limit, CancellationToken cancellation)
    {
        // One byte more than what should come, so that its end is seen without growing.
        var received = new ReceivedBytes(length + 1);
        try
        {
            while (await source.ReadAsync(received._bytes.AsMemory(received._count), cancellation) is > 0 and var read)
            {
                received._count += read;
                if (received._count > limit)
                {
                    received.Dispose();
                    return null;
                }
                if (received._count == received._bytes.Length)
                {
                    received.Grow();
                }
            }
            return received;
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var bytes = _bytes;
        (_bytes, _count) = ([], 0);
        if (bytes.Length > 0)
        {
            // What comes from elsewhere may hold a secret, and whoever rents this next may write less.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = larger;
    }
}
