using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Headgate.Platform.Runs.Box.Egress;

/// <summary>What a step asks the door for, in one of two usual languages: SOCKS 5 or HTTP's CONNECT. Names are looked up by the door.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Yes">The answer when it is connected.</param>
/// <param name="No">The answer when it is refused.</param>
internal sealed record EgressRequest(string Host, int Port, byte[] Yes, byte[] No)
{
    private const int MostHead = 8192;

    private static readonly byte[] SocksYes = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] SocksNo = [5, 2, 0, 1, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] HttpYes = "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray();
    private static readonly byte[] HttpNo = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    /// <summary>Reads a request; null where it is neither, or asks for something else than a connection.</summary>
    public static async Task<EgressRequest?> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var first = new byte[2];
        await stream.ReadExactlyAsync(first, cancellation);
        return first[0] == 5
            ? await SocksAsync(stream, first[1], cancellation)
            : await HttpAsync(stream, Encoding.ASCII.GetString(first), cancellation);
    }

    private static async Task<EgressRequest?> SocksAsync(NetworkStream stream, int methods, CancellationToken cancellation)
    {
        await stream.ReadExactlyAsync(new byte[methods], cancellation);
        await stream.WriteAsync(new byte[] { 5, 0 }, cancellation);
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, cancellation);
        if (head is not [5, 1, _, 1 or 3 or 4])
        {
            return null;
        }
        var length = head[3] switch
        {
            1 => 4,
            4 => 16,
            _ => (await ReadAsync(stream, 1, cancellation))[0],
        };
        var name = await ReadAsync(stream, length, cancellation);
        var port = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(stream, 2, cancellation));
        var host = head[3] == 3 ? Encoding.ASCII.GetString(name) : new IPAddress(name).ToString();
        return new(host, port, SocksYes, SocksNo);
    }

    private static async Task<EgressRequest?> HttpAsync(NetworkStream stream, string begin, CancellationToken cancellation)
    {
        var head = new StringBuilder(begin);
        while (head.Length < MostHead && !EndsWithBlankLine(head))
        {
            // Byte by byte: what follows the head belongs to the other side.
            head.Append((char)(await ReadAsync(stream, 1, cancellation))[0]);
        }
        var words = head.ToString().Split("\r\n")[0].Split(' ');
        return
            words is ["CONNECT", var place, _]
            && place.LastIndexOf(':') is > 0 and var at
            && int.TryParse(place[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(place[..at].Trim('[', ']'), port, HttpYes, HttpNo)
            : null;
    }

    private static bool EndsWithBlankLine(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
