using System.Net;
using System.Net.Sockets;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Attacks.Tests;

/// <summary>Attacks on connections, each against a server of its own with small limits.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("DOS-01")]
    [Fact]
    public async Task Two_thousand_slow_heads_are_closed_and_recorded_while_others_are_served()
    {
        const int Slow = 2000;
        await using var server = await HeadgateServer.StartAsync(s => s with { HeadersTimeout = TimeSpan.FromSeconds(1) });
        List<TcpClient> clients = [];
        for (var i = 0; i < Slow; i++)
        {
            // From ten addresses: what one address sends too often is counted, not recorded one by one.
            clients.Add(await RawHttp.ConnectAsync(EndPoint(server), IPAddress.Parse($"127.5.0.{1 + (i % 10)}")));
            await clients[i].GetStream().WriteAsync("G"u8.ToArray(), Cancellation);
        }

        (await server.Admin.GetAsync(server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var client in clients)
        {
            (await RestAsync(client.GetStream())).ShouldNotContain(" 200 ");
            client.Dispose();
        }

        await Until.HoldsAsync(
            () => Recorded.Of(server).Count(r => r.Reason == "header-timeout") == Slow,
            "each slow connection is recorded",
            Cancellation
        );
        Recorded.Of(server).Where(r => r.Reason == "header-timeout").ShouldAllBe(r => r.Decision == "Refused");
        new Headgate.Server.ServerSettings { DataFolder = "/" }.HeadersTimeout.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(15));
        Recorded.IsIntact(server);
    }

    [Attack("DOS-03")]
    [Fact]
    public async Task A_reader_below_the_least_rate_loses_its_connection()
    {
        const int Size = 50 << 20;
        await using var server = await HeadgateServer.StartAsync(s =>
            s with
            {
                LeastReadingRate = 100e6,
                SlowReaderGrace = TimeSpan.FromSeconds(1.1),
            }
        );
        var project = await server.CreateProjectAsync("Large");
        var run = await project.AddRunAsync(server, RunStatus.Success);
        await server.AddArtifactAsync(run, Size);
        using var client = new TcpClient { ReceiveBufferSize = 4096, NoDelay = true };
        await client.ConnectAsync(EndPoint(server), Cancellation);
        var stream = client.GetStream();
        await AskForManifestAsync(stream, server, run);
        (await stream.ReadAsync(new byte[1], Cancellation)).ShouldBe(1);

        // What is sent to a connection that was closed fails.
        await Until.HoldsAsync(async () => !await MayWriteAsync(stream), "the slow reader's connection is closed", Cancellation);

        (await RestAsync(stream)).Length.ShouldBeLessThan(Size);
        Recorded.Of(server).Count(r => r.Decision == "Allowed" && r.Operation!.Contains("artifact")).ShouldBe(1);
        (await server.Admin.GetAsync(server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("AUD-07")]
    [Fact]
    public async Task The_record_says_how_many_bytes_a_caller_got_who_left_in_the_middle()
    {
        const int Size = 50 << 20;
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Large");
        var run = await project.AddRunAsync(server, RunStatus.Success);
        await server.AddArtifactAsync(run, Size);
        using (var client = new TcpClient { ReceiveBufferSize = 4096, NoDelay = true })
        {
            await client.ConnectAsync(EndPoint(server), Cancellation);
            var stream = client.GetStream();
            await AskForManifestAsync(stream, server, run);
            await stream.ReadExactlyAsync(new byte[1024], Cancellation);
        }
        await Until.HoldsAsync(() => Recorded.Of(server, "outcome").Count == 1, "the outcome is recorded", Cancellation);
        var outcome = Recorded.Of(server, "outcome").Single();
        (outcome.Status, outcome.Ended).ShouldBe((499, "client-left"));
        outcome.Bytes!.Value.ShouldBeInRange(1, Size - 1);
        outcome.Sentence.ShouldBe($"The caller left after {outcome.Bytes} bytes of the answer.");
        Recorded.IsIntact(server);

        // A whole one says so.
        (await server.Admin.GetByteArrayAsync($"{server.V2}runs/{run}/artifacts/manifest.json", Cancellation)).Length.ShouldBe(Size);
        await Until.HoldsAsync(() => Recorded.Of(server, "outcome").Count == 2, "the second outcome is recorded", Cancellation);
        var whole = Recorded.Of(server, "outcome")[^1];
        (whole.Status, whole.Ended, whole.Bytes).ShouldBe((200, "completed", Size));
    }

    [Attack("DOS-07")]
    [Fact]
    public async Task An_address_that_holds_all_its_connections_gets_no_more_and_others_are_served()
    {
        const int Most = 50;
        const int More = 10;
        const int Flood = 20_000;
        await using var server = await HeadgateServer.StartAsync(s => s with { ConnectionsPerAddress = Most });
        var (greedy, other) = (IPAddress.Parse("127.3.0.1"), IPAddress.Parse("127.3.0.2"));
        List<TcpClient> held = [];
        for (var i = 0; i < Most; i++)
        {
            var client = await RawHttp.ConnectAsync(EndPoint(server), greedy);
            held.Add(client);
            // A connection has its place once it is answered; until then a later one may take it.
            await client.GetStream().WriteAsync("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), Cancellation);
            (await client.GetStream().ReadAsync(new byte[1], Cancellation)).ShouldBe(1);
        }
        for (var i = 0; i < More; i++)
        {
            (await RawHttp.ExchangeAsync(EndPoint(server), [], from: greedy)).ShouldBeEmpty();
        }

        (await StatusAsync(server, other)).ShouldBe(200);
        await Until.HoldsAsync(
            () => Recorded.Of(server).Count(r => r.Decision == "Stopped" && r.From == greedy.ToString()) == More,
            "each connection too many is recorded",
            Cancellation
        );
        await Parallel.ForAsync(
            Most + More,
            Flood,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation },
            async (_, _) => (await RawHttp.ExchangeAsync(EndPoint(server), [], from: greedy)).ShouldBeEmpty()
        );
        Recorded.Of(server).Count.ShouldBeLessThan(1000, "what one address does too often is counted");
        (await StatusAsync(server, other)).ShouldBe(200);
        held.ForEach(c => c.Dispose());
        await Until.HoldsAsync(async () => await StatusAsync(server, greedy) == 200, "places are free again", Cancellation);
        Recorded.IsIntact(server);
    }

    [Attack("DOS-08")]
    [Fact]
    public async Task An_HTTP_2_connection_of_opened_and_reset_streams_is_closed()
    {
        // HTTP/2 is not served, so its attacks end at the first bytes.
        byte[] headers = [0, 0, 1, 1, 5, 0, 0, 0, 1, 0x82];
        byte[] reset = [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 8];
        await AssertHttp2IsClosedAsync([.. Enumerable.Repeat((byte[])[.. headers, .. reset], 100_000).SelectMany(b => b)]);
    }

    [Attack("DOS-09")]
    [Fact]
    public async Task An_HTTP_2_connection_of_endless_headers_is_closed()
    {
        byte[] open = [0, 0, 1, 1, 0, 0, 0, 0, 1, 0x82];
        byte[] more = [0, 0x40, 0, 9, 0, 0, 0, 0, 1, .. Enumerable.Repeat((byte)0xBE, 0x4000)];
        await AssertHttp2IsClosedAsync([.. open, .. Enumerable.Repeat(more, 64).SelectMany(b => b)]);
    }

    private static async Task AssertHttp2IsClosedAsync(byte[] frames)
    {
        await using var server = await HeadgateServer.StartAsync();
        using var client = await RawHttp.ConnectAsync(EndPoint(server));
        // Taken once: a connection that the server has reset meanwhile gives no stream any more.
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0, .. frames], Cancellation);
        }
        catch (IOException)
        {
            // Closed while frames were still on their way.
        }
        var answer = await RestAsync(stream);
        answer.Length.ShouldBeLessThan(1024);
        answer.ShouldNotContain(" 200 ");
        (await StatusAsync(server, IPAddress.Loopback)).ShouldBe(200);
        Recorded.Of(server).Count.ShouldBeLessThanOrEqualTo(2);
        Recorded.IsIntact(server);
    }

    private static IPEndPoint EndPoint(HeadgateServer server) => new(IPAddress.Loopback, server.Url.Port);

    private static ValueTask AskForManifestAsync(NetworkStream stream, HeadgateServer server, long run) =>
        stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET {server.V2}runs/{run}/artifacts/manifest.json HTTP/1.1\r\nHost: x\r\nAuthorization: Token {server.AdminToken}\r\n\r\n"
            ),
            Cancellation
        );

    /// <summary>The status that a request from an address gets; 0 where the connection is closed.</summary>
    private static async Task<int> StatusAsync(HeadgateServer server, IPAddress from)
    {
        var request = $"GET {server.V2}jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Token {server.AdminToken}\r\nConnection: close\r\n\r\n";
        var answers = await RawHttp.ExchangeAsync(EndPoint(server), Encoding.ASCII.GetBytes(request), from: from);
        return answers.FirstOrDefault()?.Status ?? 0;
    }

    /// <summary>Everything that comes until the connection is closed.</summary>
    private static async Task<string> RestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 << 10];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            int got;
            while ((got = await stream.ReadAsync(buffer, limit.Token)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, got));
            }
        }
        catch (IOException)
        {
            // Closed by reset: what came before counts.
        }
        return text.ToString();
    }

    private static async Task<bool> MayWriteAsync(NetworkStream stream)
    {
        try
        {
            await stream.WriteAsync("\r\n"u8.ToArray(), Cancellation);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
