using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Headgate.Platform.Runs.Box.Egress;

/// <summary>
/// The inner end of <see cref="EgressDoor"/>: listens on the box's own loopback, hands every connection to the socket of the door, and runs the
/// step's program meanwhile. It decides nothing, so it does not matter that a step could speak with the socket itself.
/// </summary>
public static class EgressRelay
{
    /// <summary>The word on the command line of this program that starts the relay.</summary>
    public const string Command = "box-relay";

    /// <summary>Port of the proxy inside.</summary>
    public const int ProxyPort = 3128;

    internal const string SocketName = "s";

    /// <summary>
    /// Arguments: the folder of the socket, then ports that stand for places (<c>PORT=HOST:PORT</c>), <c>--</c>, the program with its own
    /// arguments. Returns the program's exit code.
    /// </summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var end = Array.IndexOf(arguments, "--");
        if (end < 1 || arguments.Length < end + 2)
        {
            return 2;
        }
        var door = new UnixDomainSocketEndPoint(Path.Combine(arguments[0], SocketName));
        Listen(door, ProxyPort, place: null);
        foreach (var words in arguments[1..end].Select(forward => forward.Split('=', 2)))
        {
            Listen(door, int.Parse(words[0], CultureInfo.InvariantCulture), words[1]);
        }
        // An interrupt goes to the whole group; the relay is needed until the program has taken its leave.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var program = Process.Start(new ProcessStartInfo(arguments[end + 1], arguments[(end + 2)..]))!;
        await program.WaitForExitAsync(CancellationToken.None);
        return program.ExitCode;
    }

    private static void Listen(UnixDomainSocketEndPoint door, int port, string? place)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener, door, place);
    }

    private static async Task AcceptAsync(TcpListener listener, UnixDomainSocketEndPoint door, string? place)
    {
        while (true)
        {
            _ = HandOverAsync(await listener.AcceptSocketAsync(CancellationToken.None), door, place);
        }
    }

    private static async Task HandOverAsync(Socket here, UnixDomainSocketEndPoint door, string? place)
    {
        using (here)
        {
            using var there = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await there.ConnectAsync(door, CancellationToken.None);
                if (place is null || await AskAsync(there, place))
                {
                    await TwoWays.CopyAsync(here, there, _ => { }, CancellationToken.None);
                }
            }
            catch (Exception gone) when (gone is SocketException or IOException)
            {
                // The program sees that its connection ended.
            }
        }
    }

    private static async Task<bool> AskAsync(Socket there, string place)
    {
        await using var stream = new NetworkStream(there, ownsSocket: false);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {place} HTTP/1.1\r\n\r\n"));
        var answer = new StringBuilder();
        var one = new byte[1];
        while (answer.Length < 256 && !answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            answer.Append((char)one[0]);
        }
        return answer.ToString().StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
    }
}
