using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>A git server that never ends: it sends references, progress or a pack without end, asks who is there, or says nothing.</summary>
internal sealed class HostileGitServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly string _hostility;
    private readonly Task _serving;
    private long _sent;

    private HostileGitServer(string hostility)
    {
        _hostility = hostility;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/shop.git";

    /// <summary>Bytes that somebody took.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public static HostileGitServer Start(string hostility) => new(hostility);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _serving;
        _over.Dispose();
    }

    private static byte[] Line(string text) => Packet(Encoding.UTF8.GetBytes(text));

    private static byte[] Packet(byte[] content) => [.. Encoding.ASCII.GetBytes($"{content.Length + 4:x4}"), .. content];

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptSocketAsync(_over.Token));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                var buffer = new byte[65_536];
                var request = "";
                while (!request.Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    request += Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, _over.Token));
                }
                await AnswerAsync(socket, request.StartsWith("POST ", StringComparison.Ordinal));
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // git has left.
        }
    }

    private async Task AnswerAsync(Socket socket, bool isFetch)
    {
        const string Commit = "1111111111111111111111111111111111111111";
        if (_hostility == "silence")
        {
            await new TaskCompletionSource().Task.WaitAsync(_over.Token);
        }
        if (_hostility == "challenge")
        {
            await SendAsync(
                socket,
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray()
            );
            return;
        }
        var kind = isFetch ? "result" : "advertisement";
        await SendAsync(
            socket,
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-{kind}\r\nConnection: close\r\n\r\n")
        );
        if (!isFetch)
        {
            await SendAsync(socket, [.. Line("# service=git-upload-pack\n"), .. "0000"u8]);
            await SendAsync(socket, Line($"{Commit} HEAD\0side-band-64k ofs-delta symref=HEAD:refs/heads/main\n"));
            await SendAsync(socket, Line($"{Commit} refs/heads/main\n"));
            for (var i = 0; _hostility == "references"; i++)
            {
                await SendAsync(socket, [.. Enumerable.Range(0, 500).SelectMany(n => Line($"{Commit} refs/heads/branch-{i}-{n}\n"))]);
            }
            await SendAsync(socket, "0000"u8.ToArray());
            return;
        }
        await SendAsync(socket, Line("NAK\n"));
        var block = new byte[60_000];
        if (_hostility == "progress")
        {
            Encoding
                .ASCII.GetBytes(string.Concat(Enumerable.Repeat("\e[2J\e]0;title\a counting objects \r\n", 1500)))
                .AsSpan(0, 50_000)
                .CopyTo(block);
        }
        block[0] = (byte)(_hostility == "progress" ? 2 : 1);
        if (_hostility == "pack")
        {
            // A pack of one object, whose length is as good as endless and whose content does not pack.
            await SendAsync(socket, Packet([1, .. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 1, 0xbf, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x78, 0x01]));
            // Stored blocks of zlib: five bytes of head, then what it says.
            var stored = new byte[60_001];
            stored[0] = 1;
            (stored[1], stored[2], stored[3]) = (0, 59_995 & 0xff, 59_995 >> 8);
            (stored[4], stored[5]) = ((byte)~stored[2], (byte)~stored[3]);
            Random.Shared.NextBytes(stored.AsSpan(6));
            block = stored;
        }
        while (true)
        {
            await SendAsync(socket, Packet(block));
        }
    }

    private async Task SendAsync(Socket socket, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; )
        {
            var took = await socket.SendAsync(bytes.AsMemory(at), _over.Token);
            Interlocked.Add(ref _sent, took);
            at += took;
        }
    }
}
