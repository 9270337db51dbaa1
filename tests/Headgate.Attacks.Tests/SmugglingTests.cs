using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
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

    [Attack("SMUG-01")]
    [Fact]
    public Task A_length_and_chunks_together_are_refused_and_nothing_behind_them_is_served() =>
        FramingAsync(Head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG" + Hidden);

    [Attack("SMUG-02")]
    [Fact]
    public Task Two_lengths_are_refused_and_nothing_behind_them_is_served() =>
        FramingAsync(Head + "Content-Length: 5\r\nContent-Length: 60\r\n\r\n" + Hidden);

    [Attack("SMUG-03")]
    [Fact]
    public Task A_list_of_lengths_is_refused_and_nothing_behind_it_is_served() =>
        FramingAsync(Head + "Content-Length: 5, 5\r\n\r\n" + Hidden);

    [Attack("SMUG-04")]
    [Theory]
    [InlineData("+5")]
    [InlineData("-1")]
    [InlineData("0x5")]
    [InlineData("5_0")]
    public Task A_signed_or_odd_length_is_refused_and_nothing_behind_it_is_served(string length) =>
        FramingAsync(Head + $"Content-Length: {length}\r\n\r\n" + Hidden);

    [Attack("SMUG-05")]
    [Fact]
    public Task A_length_past_64_bits_is_refused_and_nothing_behind_it_is_served() =>
        FramingAsync(Head + "Content-Length: 99999999999999999999\r\n\r\n" + Hidden);

    [Attack("SMUG-06")]
    [Theory]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding: \u000bchunked")]
    [InlineData("Transfer-Encoding : chunked")]
    public Task An_odd_transfer_coding_is_refused_and_nothing_behind_it_is_served(string header) =>
        FramingAsync(Head + header + "\r\n\r\n0\r\n\r\n" + Hidden);

    [Attack("SMUG-07")]
    [Fact]
    public Task A_transfer_coding_named_twice_is_refused_and_nothing_behind_it_is_served() =>
        FramingAsync(Head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden);

    [Attack("SMUG-08")]
    [Fact]
    public Task A_chunk_extension_that_ends_in_a_bare_line_feed_is_refused_and_nothing_behind_it_is_served() =>
        FramingAsync(Head + "Transfer-Encoding: chunked\r\n\r\n2;x\nab\r\n0\r\n\r\n" + Hidden);

    [Attack("SMUG-09")]
    [Theory]
    [InlineData("0x2\r\n")]
    [InlineData("-2\r\n")]
    [InlineData("ffffffffffffffff1\r\n")]
    public Task A_bad_size_of_a_chunk_is_refused_and_nothing_behind_it_is_served(string size) =>
        FramingAsync(Head + "Transfer-Encoding: chunked\r\n\r\n" + size + "ab\r\n0\r\n\r\n" + Hidden);

    [Attack("SMUG-11")]
    [Fact]
    public Task A_folded_header_is_refused_and_nothing_behind_it_is_served() =>
        FramingAsync($"GET {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer\r\n {server["KR"]}\r\n\r\n" + Hidden);

    [Attack("SMUG-12")]
    [Fact]
    public async Task Lines_that_end_in_a_bare_line_feed_are_refused()
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

    [Attack("SMUG-13")]
    [Fact]
    public Task A_blank_before_the_colon_of_a_header_is_refused_and_nothing_behind_it_is_served() =>
        FramingAsync($"GET {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer {server["KR"]}\r\n\r\n" + Hidden);

    [Attack("SMUG-14")]
    [Fact]
    public async Task HTTP_0_9_is_refused()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answers = await c.RawAllAsync(Encoding.ASCII.GetBytes($"GET {A1}/jobs/\r\n\r\n"), 1);
        answers.ShouldAllBe(a => a.Status == 400);
        c.Decisions = c.Records().Count;
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Attack("SMUG-15")]
    [Fact]
    public async Task Chunks_in_HTTP_1_0_are_refused_and_nothing_behind_them_is_served()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var request = Head.Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal) + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        var answers = await c.RawAllAsync(Encoding.ASCII.GetBytes(request + Hidden), 2);
        answers.ShouldHaveSingleItem().Status.ShouldBe(400);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Attack("SMUG-16")]
    [Theory]
    [InlineData("HTTP/1.9")]
    [InlineData("HTTP/2.0")]
    [InlineData("HTP/1.1")]
    public async Task A_version_other_than_HTTP_1_is_refused(string version)
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

    [Attack("SMUG-17")]
    [Fact]
    public async Task An_upgrade_to_HTTP_2_is_passed_over()
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

    [Attack("SMUG-18")]
    [Fact]
    public async Task A_second_request_on_a_connection_is_refused_without_a_credential_of_its_own()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var good = $"GET {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KR"]}\r\n\r\n";
        var bare =
            $"POST {A1}/jobs/1000/run/ HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\nContent-Type: application/json\r\n\r\n{{\"cause\":\"x\"}}";
        var answers = await c.RawAllAsync(Encoding.ASCII.GetBytes(good + bare), 2);
        answers.Select(a => a.Status).ShouldBe([200, 401]);
        c.Records().Select(r => r.Decision).ShouldBe(["Allowed", "Refused"]);
    }

    [Attack("SMUG-19")]
    [Fact]
    public async Task What_stands_behind_a_refused_body_is_not_served()
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

    [Attack("SMUG-20")]
    [Theory]
    [InlineData("")]
    [InlineData("Host: x\r\nHost: y\r\n")]
    [InlineData("Host: a, b\r\n")]
    public async Task A_missing_or_doubled_Host_is_refused(string host)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.RawAsync(
            $"GET {A1}/jobs/ HTTP/1.1\r\n{host}Authorization: Bearer {server["KR"]}\r\nConnection: close\r\n\r\n"
        );
        answer.Status.ShouldBe(400);
        c.Recorded("Refused", "framing");
    }

    [Attack("SMUG-22")]
    [Fact]
    public async Task A_line_break_in_a_name_reaches_no_header()
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
        answers.ShouldHaveSingleItem().Status.ShouldBe(400);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
        c.Records().ShouldNotContain(r => r.Url == A1 + "/jobs/2000/run/");
        c.Records().Count.ShouldBe(1, "AUD-26: what was refused as unreadable is recorded");
    }

    [Attack("SMUG-10")]
    [Fact]
    public async Task A_body_without_its_last_chunk_ends_with_408_and_one_answer()
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
