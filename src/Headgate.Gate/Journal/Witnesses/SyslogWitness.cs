using System.Net.Sockets;
using System.Text;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Gate.Journal.Witnesses;

/// <summary>The system's log, which many sites send to another machine: a message for each head on the local socket (RFC 3164 as its daemons read it).</summary>
internal sealed class SyslogWitness(string socketPath) : IWitness
{
    /// <summary>Where the daemon of this machine listens.</summary>
    public const string SystemSocket = "/dev/log";

    // Facility 13 (log audit), severity 5 (notice): 13 × 8 + 5.
    private const int Priority = 109;

    public string Name => socketPath == SystemSocket ? "syslog" : $"syslog:{socketPath}";

    public async Task KeepAsync(JournalHead head, CancellationToken cancellation)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"<{Priority}>headgate[{Environment.ProcessId}]: {head}"), cancellation);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public void Dispose() { }
}
