using System.Buffers;
using System.Net.Sockets;

namespace Headgate.Platform.Runs.Box.Egress;

/// <summary>Copies between two connections, both ways, until both have ended.</summary>
internal static class TwoWays
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Copies.</summary>
    /// <param name="inside">One side.</param>
    /// <param name="outside">The other.</param>
    /// <param name="came">Told of each number of bytes that came from outside; throws to end the connection.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task CopyAsync(Socket inside, Socket outside, Action<int> came, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ways = new[] { CopyAsync(inside, outside, _ => { }, end), CopyAsync(outside, inside, came, end) };
        await Task.WhenAll(ways);
    }

    private static async Task CopyAsync(Socket from, Socket to, Action<int> copied, CancellationTokenSource end)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, SocketFlags.None, end.Token)) > 0)
            {
                copied(read);
                for (var sent = 0; sent < read; )
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), SocketFlags.None, end.Token);
                }
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // One side is gone without a word: the other has nobody to speak with.
            await end.CancelAsync();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
