using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>An answer, read byte by byte from a socket.</summary>
/// <param name="Status">0 where the server closed without an answer.</param>
/// <param name="Headers">The head's lines after the first.</param>
/// <param name="Body">The body.</param>
public sealed record RawAnswer(int Status, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line
            ? line[(name.Length + 1)..].Trim()
            : null;

    public string UserMessage => Json.GetProperty("status").GetProperty("user_message").GetString()!;

    public override string ToString() => $"{Status} {Text}";
}

/// <summary>Sends bytes as they are and reads what comes back.</summary>
public static class RawHttp
{
    /// <summary>The hang guard of a read; no answer is judged by its time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<TcpClient> ConnectAsync(IPEndPoint address, IPAddress? from = null)
    {
        var client = new TcpClient(new IPEndPoint(from ?? IPAddress.Loopback, 0)) { NoDelay = true };
        await client.ConnectAsync(address);
        return client;
    }

    /// <summary>All answers that one connection gives to some bytes, until it is closed or silent for a moment after the expected number.</summary>
    public static async Task<List<RawAnswer>> ExchangeAsync(
        IPEndPoint address,
        byte[] request,
        int expected = 1,
        bool head = false,
        IPAddress? from = null
    )
    {
        TcpClient client;
        try
        {
            client = await ConnectAsync(address, from);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Accepted and closed before this side had noticed that it is connected.
            return [];
        }
        using (client)
        {
            var stream = client.GetStream();
            try
            {
                await stream.WriteAsync(request);
            }
            catch (IOException)
            {
                // The server may refuse and close before everything is sent; its answer counts.
            }
            return await ReadAsync(stream, expected, head);
        }
    }

    public static async Task<List<RawAnswer>> ReadAsync(NetworkStream stream, int expected, bool head = false)
    {
        List<RawAnswer> answers = [];
        var received = new MemoryStream();
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[64 << 10];
        try
        {
            while (answers.Count < expected)
            {
                var got = await stream.ReadAsync(buffer, limit.Token);
                if (got == 0)
                {
                    break;
                }
                received.Write(buffer, 0, got);
                while (answers.Count < expected && TakeOne(ref received, head) is { } answer)
                {
                    if (answer.Status != 100)
                    {
                        answers.Add(answer);
                    }
                }
            }
        }
        catch (IOException)
        {
            // Closed by reset: what came before counts.
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"No answer within {Patience.TotalSeconds} s; so far: {Encoding.UTF8.GetString(received.ToArray())}"
            );
        }
        return answers;
    }

    private static RawAnswer? TakeOne(ref MemoryStream received, bool head)
    {
        var bytes = received.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }
        var lines = Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var answer = new RawAnswer(status, lines[1..], []);
        var from = end + 4;
        byte[] body;
        int used;
        if (head || status is 100 or 204 or 304)
        {
            (body, used) = ([], from);
        }
        else if (answer.Header("Content-Length") is { } length)
        {
            var count = int.Parse(length, CultureInfo.InvariantCulture);
            if (bytes.Length < from + count)
            {
                return null;
            }
            (body, used) = (bytes[from..(from + count)], from + count);
        }
        else if (string.Equals(answer.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            if (Dechunk(bytes, from) is not { } whole)
            {
                return null;
            }
            (body, used) = whole;
        }
        else
        {
            (body, used) = (bytes[from..], bytes.Length);
        }
        received = new MemoryStream();
        received.Write(bytes, used, bytes.Length - used);
        return answer with { Body = body };
    }

    private static (byte[] Body, int Used)? Dechunk(byte[] bytes, int at)
    {
        var body = new MemoryStream();
        while (true)
        {
            var line = bytes.AsSpan(at).IndexOf("\r\n"u8);
            if (line < 0)
            {
                return null;
            }
            var size = int.Parse(
                Encoding.ASCII.GetString(bytes, at, line).Split(';')[0],
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture
            );
            at += line + 2;
            if (bytes.Length < at + size + 2)
            {
                return null;
            }
            body.Write(bytes, at, size);
            at += size + 2;
            if (size == 0)
            {
                return (body.ToArray(), at);
            }
        }
    }
}
