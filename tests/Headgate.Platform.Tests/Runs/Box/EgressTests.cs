using System.Net;
using System.Net.Sockets;
using System.Text;
using Headgate.Platform.Runs.Box.Egress;
using Headgate.Reach;

namespace Headgate.Platform.Tests.Runs.Box;

public sealed class EgressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("git.example.com", 443, "93.184.216.34", true)]
    [InlineData("GIT.example.com", 443, "93.184.216.34", true)]
    [InlineData("git.example.com", 22, "93.184.216.34", false)]
    [InlineData("git.example.com.evil.test", 443, "93.184.216.34", false)]
    [InlineData("git.example.com", 443, "127.0.0.1", false)]
    [InlineData("git.example.com", 443, "10.0.0.8", false)]
    [InlineData("git.example.com", 443, "169.254.169.254", false)]
    [InlineData("git.example.com", 443, "::ffff:127.0.0.1", false)]
    [InlineData("git.example.com", 443, "64:ff9b::7f00:1", false)]
    [InlineData("git.example.com", 443, "93.184.216.34,127.0.0.1", false)]
    public async Task A_name_is_judged_by_all_addresses_that_it_has_when_it_is_connected_to(string host, int port, string has, bool allowed)
    {
        var policy = new EgressPolicy([new("git.example.com", 443, ReceiverReach.Public)])
        {
            Resolve = (_, _) => Task.FromResult(has.Split(',').Select(IPAddress.Parse).ToArray()),
        };
        var (addresses, refusal) = await policy.JudgeAsync(host, port, Cancellation);
        (refusal is null).ShouldBe(allowed, refusal);
        (addresses.Length > 0).ShouldBe(allowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_door_connects_to_what_is_listed_and_refuses_the_rest(bool socks)
    {
        using var listed = new TcpListener(IPAddress.Loopback, 0);
        listed.Start();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        List<string> notes = [];
        await using var door = new EgressDoor(new([new("127.0.0.1", Port(listed), ReceiverReach.Private)]), notes.Add);

        using var good = await ConnectAsync(door);
        await AskAsync(good, Port(listed), socks);
        using var reached = await listed.AcceptSocketAsync(Cancellation);
        await reached.SendAsync("hello"u8.ToArray(), Cancellation);
        (await ReadUntilAsync(good, "hello")).ShouldEndWith("hello");

        using var bad = await ConnectAsync(door);
        await AskAsync(bad, Port(other), socks);
        (await ReadToEndAsync(bad)).ShouldNotContain("200");
        other.Pending().ShouldBeFalse();
        notes.ShouldHaveSingleItem().ShouldContain("is no place that this step needs");
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task<Socket> ConnectAsync(EgressDoor door)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(door.Folder, EgressRelay.SocketName)), Cancellation);
        return socket;
    }

    private static async Task AskAsync(Socket socket, int port, bool socks)
    {
        if (!socks)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"CONNECT 127.0.0.1:{port} HTTP/1.1\r\nHost: x\r\n\r\n"), Cancellation);
            return;
        }
        await socket.SendAsync(new byte[] { 5, 1, 0 }, Cancellation);
        await socket.SendAsync(new byte[] { 5, 1, 0, 1, 127, 0, 0, 1, (byte)(port >> 8), (byte)port }, Cancellation);
    }

    private static async Task<string> ReadUntilAsync(Socket socket, string end)
    {
        var text = "";
        var buffer = new byte[256];
        while (!text.EndsWith(end, StringComparison.Ordinal))
        {
            text += Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancellation));
        }
        return text;
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var text = "";
        var buffer = new byte[256];
        int read;
        while ((read = await socket.ReceiveAsync(buffer, Cancellation)) > 0)
        {
            text += Encoding.Latin1.GetString(buffer, 0, read);
        }
        return text;
    }
}
