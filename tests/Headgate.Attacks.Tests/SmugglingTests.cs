using System.Text;
using Headgate.Attacks.Tests.Standing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

/// <summary>Framing tricks, over a raw socket straight to the listener. The hidden request is never served.</summary>
[Collection("attacks")]
public sealed class SmugglingTests(StandingServer server)
{
    private string Hidden =>
        $"POST {A1}/jobs/2000/run/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Length: 13\r\n\r\n{{\"cause\":\"x\"}}";

    private string Head =>
        $"POST {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Type: application/json\r\n";

    [Fact]
    public Task SMUG_01_length_and_chunked_together() =>
        FramingAsync(Head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG" + Hidden);

    [Fact]
    public Task SMUG_02_two_lengths() => FramingAsync(Head + "Content-Length: 5\r\nContent-Length: 60\r\n\r\n" + Hidden);

    [Fact]
    public Task SMUG_03_list_of_lengths() => FramingAsync(Head + "Content-Length: 5, 5\r\n\r\n" + Hidden);

    [Theory]
    [InlineData("+5")]
    [InlineData("-1")]
    [InlineData("0x5")]
    [InlineData("5_0")]
    public Task SMUG_04_signed_or_odd_length(string length) => FramingAsync(Head + $"Content-Length: {length}\r\n\r\n" + Hidden);

    [Fact]
    public Task SMUG_05_huge_length() => FramingAsync(Head + "Content-Length: 99999999999999999999\r\n\r\n" + Hidden);

    [Theory]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding: \u000bchunked")]
    [InlineData("Transfer-Encoding : chunked")]
    public Task SMUG_06_obfuscated_coding(string header) => FramingAsync(Head + header + "\r\n\r\n0\r\n\r\n" + Hidden);

    [Fact]
    public Task SMUG_07_coding_twice() =>
        FramingAsync(Head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden);

    [Fact]
    public Task SMUG_08_chunk_extension_with_bare_LF() =>
        FramingAsync(Head + "Transfer-Encoding: chunked\r\n\r\n2;x\nab\r\n0\r\n\r\n" + Hidden);

    [Theory]
    [InlineData("0x2\r\n")]
    [InlineData("-2\r\n")]
    [InlineData("ffffffffffffffff1\r\n")]
    public Task SMUG_09_bad_chunk_size(string size) =>
        FramingAsync(Head + "Transfer-Encoding: chunked\r\n\r\n" + size + "ab\r\n0\r\n\r\n" + Hidden);

    [Fact]
    public Task SMUG_11_folded_header() =>
        FramingAsync($"GET {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer\r\n {server["KR"]}\r\n\r\n" + Hidden);

    [Fact]
    public async Task SMUG_12_bare_LF_line_ends()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answers = await c.RawAllAsync(
            Encoding.ASCII.GetBytes($"GET {A1}/jobs/ HTTP/1.1\nHost: x\nAuthorization: Bearer {server["K0"]}\nConnection: close\n\n"),
            1
        );
        answers.ShouldAllBe(a => a.Status == 400);
        c.Decisions = c.Records().Count;
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Fact]
    public Task SMUG_13_blank_before_colon() =>
        FramingAsync($"GET {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer {server["KR"]}\r\n\r\n" + Hidden);

    [Fact]
    public async Task SMUG_14_HTTP_0_9()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answers = await c.RawAllAsync(Encoding.ASCII.GetBytes($"GET {A1}/jobs/\r\n\r\n"), 1);
        answers.ShouldAllBe(a => a.Status == 400);
        c.Decisions = c.Records().Count;
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Fact]
    public async Task SMUG_15_HTTP_1_0_with_chunked()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var request = Head.Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal) + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        var answers = await c.RawAllAsync(Encoding.ASCII.GetBytes(request + Hidden), 2);
        answers.ShouldHaveSingleItem().Status.ShouldBe(400);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Theory]
    [InlineData("HTTP/1.9")]
    [InlineData("HTTP/2.0")]
    [InlineData("HTP/1.1")]
    public async Task SMUG_16_wrong_version_text(string version)
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayBeUnavailable = true;
        var answers = await c.RawAllAsync(
            Encoding.ASCII.GetBytes($"GET {A1}/jobs/ {version}\r\nHost: x\r\nAuthorization: Bearer {server["KR"]}\r\n\r\n"),
            2
        );
        answers.ShouldAllBe(a => a.Status == 400 || a.Status == 505);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
        c.Decisions = c.Records().Count;
    }

    [Fact]
    public async Task SMUG_17_h2c_upgrade()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(
            A1 + "/jobs/",
            "KR",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
            "Connection: Upgrade, HTTP2-Settings"
        );
        answer.Status.ShouldBe(200);
        answer.Header("Upgrade").ShouldBeNull();
        c.Recorded("Allowed", "granted");
    }

    [Fact]
    public async Task SMUG_18_pipelined_second_request_without_credential()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var good = $"GET {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KR"]}\r\n\r\n";
        var bare =
            $"POST {A1}/jobs/1000/run/ HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\nContent-Type: application/json\r\n\r\n{{\"cause\":\"x\"}}";
        var answers = await c.RawAllAsync(Encoding.ASCII.GetBytes(good + bare), 2);
        answers.Select(a => a.Status).ShouldBe([200, 401]);
        c.Records().Select(r => r.Decision).ShouldBe(["Allowed", "Refused"]);
    }

    [Fact]
    public async Task SMUG_19_body_longer_than_declared()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var request =
            Head
            + "Content-Length: 10\r\n\r\n"
            + """{"name":1}"""
            + "GARBAGE /api/v2/accounts/1/jobs/2000/run/ HTTP/1.1\r\nHost: x\r\n\r\n";
        var answers = await c.RawAllAsync(Encoding.ASCII.GetBytes(request), 2);
        answers[0].Status.ShouldBe(400);
        answers.Skip(1).ShouldAllBe(a => a.Status >= 400);
        c.Records().Count.ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host: x\r\nHost: y\r\n")]
    [InlineData("Host: a, b\r\n")]
    public async Task SMUG_20_missing_or_double_Host(string host)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.RawAsync(
            $"GET {A1}/jobs/ HTTP/1.1\r\n{host}Authorization: Bearer {server["KR"]}\r\nConnection: close\r\n\r\n"
        );
        answer.Status.ShouldBe(400);
        c.Recorded("Refused", "framing");
    }

    [Fact]
    public async Task SMUG_22_header_injection_through_values()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", StandingServer.JobBody("Nightly build\\r\\nX-Injected: y"));
        answer.Headers.ShouldNotContain(h => h.Contains("X-Injected", StringComparison.OrdinalIgnoreCase));
        (await c.GetAsync(A1 + "/jobs/1000/", "KR")).Headers.ShouldNotContain(h =>
            h.Contains("X-Injected", StringComparison.OrdinalIgnoreCase)
        );
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", StandingServer.JobBody())).Status.ShouldBe(200);
    }

    private async Task FramingAsync(string request)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answers = await c.RawAllAsync(Encoding.Latin1.GetBytes(request), 2);
        answers.ShouldHaveSingleItem().Status.ShouldBeOneOf(400, 413, 501);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
        c.Records().ShouldNotContain(r => r.Url == A1 + "/jobs/2000/run/");
        c.Records().Count.ShouldBe(1, "AUD-26: what was refused as unreadable is recorded");
    }

    [Fact]
    public async Task SMUG_10_missing_last_chunk()
    {
        await using var c = await AttackCase.BeginAsync(server);
        using var client = await server.ConnectAsync();
        var stream = client.GetStream();
        var head =
            $"POST {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        var body = JobBody("Smuggled");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}{body.Length:x}\r\n{body}\r\n"));
        var answers = await RawHttp.ReadAsync(stream, 2);
        answers.Select(a => a.Status).ShouldBe([408], "one answer, then the connection is closed");
        c.Recorded("Refused", "body-timeout");
        c.Decisions = 1;
    }
}
