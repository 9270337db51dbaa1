using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Headgate.Runs.Bench;

/// <summary>A receiver of webhooks that costs as little as one can: it reads a request and answers 200, or never answers.</summary>
internal sealed class PlainReceiver : IDisposable
{
    private static readonly byte[] Good = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly bool _answers;
    private readonly long[] _times;
    private int _count;

    /// <summary>Starts listening.</summary>
    /// <param name="answers">Whether it answers at all.</param>
    /// <param name="most">Requests whose times are kept.</param>
    public PlainReceiver(bool answers, int most)
    {
        (_answers, _times) = (answers, new long[most]);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        _ = AcceptAsync();
    }

    /// <summary>Its address.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/hook";

    /// <summary>Requests so far.</summary>
    public int Count => Math.Min(Volatile.Read(ref _count), _times.Length);

    /// <summary>When each request came, as timestamps of the clock.</summary>
    public IReadOnlyList<long> Times => _times[..Count];

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        var buffer = new byte[8192];
        var filled = 0;
        try
        {
            while (!IsWhole(buffer.AsSpan(0, filled)))
            {
                var read = await caller.ReceiveAsync(buffer.AsMemory(filled));
                if (read == 0)
                {
                    break;
                }
                filled += read;
            }
            var number = Interlocked.Increment(ref _count) - 1;
            if (number < _times.Length)
            {
                _times[number] = _clock.GetTimestamp();
            }
            if (_answers)
            {
                await caller.SendAsync(Good);
                caller.Dispose();
            }
        }
        catch (SocketException)
        {
            caller.Dispose();
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var head = request.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }
        var text = Encoding.ASCII.GetString(request[..head]);
        var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        var end = text.IndexOf('\r', at);
        var length = int.Parse(
            text.AsSpan(at + 16, (end < 0 ? text.Length : end) - at - 16),
            System.Globalization.CultureInfo.InvariantCulture
        );
        return request.Length >= head + 4 + length;
    }
}
