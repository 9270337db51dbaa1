using System.Buffers;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Forwarding;

/// <summary>
/// A syslog server: messages of RFC 5424, by UDP (RFC 5426), or by TCP and TLS with their lengths before them (RFC 6587, RFC 5425). The certificate of a TLS server is checked against the
/// system's authorities.
/// </summary>
internal sealed class SyslogForward(Uri address, bool isOcsf) : IForwardTarget
{
    // Facility 13 (log audit) × 8, and severity 6 (informational), 5 (notice) or 4 (warning).
    private const int Facility = 13 * 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _host = Environment.MachineName.Length > 0 ? Environment.MachineName : "-";
    private Socket? _udp;
    private Stream? _stream;

    public string Name => address.GetLeftPart(UriPartial.Authority);

    public async Task SendAsync(IReadOnlyList<ReadRecord> records, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            if (address.Scheme == "syslog+udp")
            {
                await SendDatagramsAsync(records, limit.Token);
                return;
            }
            var stream = _stream ??= await ConnectAsync(limit.Token);
            var messages = new ArrayBufferWriter<byte>();
            foreach (var record in records)
            {
                var message = MessageOf(record);
                messages.Write(Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture) + " "));
                messages.Write(message);
            }
            await stream.WriteAsync(messages.WrittenMemory, limit.Token);
            await stream.FlushAsync(limit.Token);
        }
        catch (Exception e) when (e is SocketException or AuthenticationException or IOException or ObjectDisposedException)
        {
            Dispose();
            throw new IOException(e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            Dispose();
            throw new IOException($"it did not answer within {Patience.TotalSeconds:0} s", e);
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _udp?.Dispose();
        (_stream, _udp) = (null, null);
    }

    private async Task SendDatagramsAsync(IReadOnlyList<ReadRecord> records, CancellationToken cancellation)
    {
        if (_udp is null)
        {
            _udp = new Socket(SocketType.Dgram, ProtocolType.Udp);
            await _udp.ConnectAsync(address.Host, PortOr(514), cancellation);
        }
        foreach (var record in records)
        {
            await _udp.SendAsync(MessageOf(record), cancellation);
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var isTls = address.Scheme == "syslog+tls";
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, PortOr(isTls ? 6514 : 601), cancellation);
            var plain = new NetworkStream(socket, ownsSocket: true);
            if (!isTls)
            {
                return plain;
            }
            var tls = new SslStream(plain);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellation);
            return tls;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private int PortOr(int usual) => address.Port > 0 ? address.Port : usual;

    private byte[] MessageOf(ReadRecord read)
    {
        var record = read.Record;
        var severity = record.Decision switch
        {
            "Refused" or "Stopped" => 4,
            "Denied" or "Held" => 5,
            _ => 6,
        };
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"<{Facility + severity}>1 {record.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ} {_host} headgate {Environment.ProcessId} {record.Kind} - "
        );
        return [.. Encoding.ASCII.GetBytes(head), .. isOcsf ? OcsfEvent.Of(record).Span : read.Line];
    }
}
