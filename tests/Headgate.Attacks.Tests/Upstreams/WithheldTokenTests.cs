using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Nothing of the token comes back, in whatever way an account elsewhere sends it. That it stands nowhere is checked at the end of each test.</summary>
public sealed class WithheldTokenTests
{
    private const string Token = UpstreamLab.Token;

    public static TheoryData<string> Disguises()
    {
        var bytes = Encoding.UTF8.GetBytes(Token);
        var base64 = new[] { "", "x", "xy" }.Select(p => Convert.ToBase64String(Encoding.UTF8.GetBytes(p + Token + "tail")));
        return
        [
            Token,
            "Bearer " + Token,
            string.Concat(Token.Select(c => $"\\u{(int)c:x4}")),
            Convert.ToHexStringLower(bytes),
            Convert.ToHexString(bytes),
            .. base64,
            .. base64.Select(b => b.Replace('+', '-').Replace('/', '_').TrimEnd('=')),
            string.Concat(Token.Select(c => $"&#{(int)c};")),
            string.Concat(Token.Select(c => $"%{(int)c:X2}")),
            Token.ToUpperInvariant(),
            JsonSerializer.Serialize(new { inner = JsonSerializer.Serialize(new { token = Token }) }),
            $"<a href=\"https://x.test/?t={Uri.EscapeDataString(Token)}\">",
            Token[..12],
        ];
    }

    [Theory]
    [Attack("CRED-01")]
    [Attack("UPS-13")]
    [MemberData(nameof(Disguises))]
    public async Task A_token_in_a_body_is_withheld(string disguise)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var name = JsonSerializer.Serialize(disguise);
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Page([lab.Upstream.Job(1000, ",\"description\":" + name)], 1)
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");

        answer.Status.ShouldBe(200, answer.Text);
        answer.Data[0].GetProperty("description").GetString().ShouldBe("[withheld]");
        (answer.Outcome, answer.IsSevere).ShouldBe(("upstream-token-found", true));
    }

    [Theory]
    [Attack("UPS-13")]
    [MemberData(nameof(Disguises))]
    public async Task A_token_in_an_answer_in_GraphQL_is_withheld(string disguise)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var text = JsonSerializer.Serialize(disguise);
        lab.Upstream.Script = r =>
            r.Path == "/metadata/graphql"
                ? Reply.Of(
                    200,
                    $$$"""{"data":{"environment":{"adapterType":{{{text}}},"dbtProjectName":"shop"} },"errors":[{"message":{{{text}}},"path":["environment",{{{text}}}]}]}"""
                )
                : null;

        var answer = await lab.PostAsync("boss", "/metadata/graphql", """{"query":"{environment(id:100){adapterType dbtProjectName}}"}""");

        answer.Status.ShouldBe(200, answer.Text);
        answer.Data.GetProperty("environment").GetProperty("adapterType").GetString().ShouldBe("[withheld]");
        answer.Data.GetProperty("environment").GetProperty("dbtProjectName").GetString().ShouldBe("shop");
        (answer.Outcome, answer.IsSevere).ShouldBe(("upstream-token-found", true));
    }

    [Fact]
    [Attack("UPS-13")]
    public async Task A_packed_file_is_not_passed_on()
    {
        await using var lab = await UpstreamLab.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($"{{\"token\":\"{Token}\"}}"), TestContext.Current.CancellationToken);
        }
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/x.json.gz", StringComparison.Ordinal) ? Reply.Of(200, packed.ToArray(), "application/json") : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/runs/5000/artifacts/x.json.gz");

        (answer.Status, answer.Outcome).ShouldBe((502, "bad-encoding"), answer.Text);
    }

    [Fact]
    [Attack("CRED-01")]
    public async Task A_token_in_a_file_is_covered_also_across_the_borders_of_pieces()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Token));
        var file = new string('a', 64 * 1024 - 20) + Token + new string('b', 70_000) + hex + "end";
        lab.Upstream.Script = r => r.Path.EndsWith("/manifest.json", StringComparison.Ordinal) ? Reply.Of(200, file) : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/runs/5000/artifacts/manifest.json");

        answer.Status.ShouldBe(200);
        answer.Text.Length.ShouldBe(file.Length);
        answer.Text.ShouldBe(
            file.Replace(Token, new string('*', Token.Length), StringComparison.Ordinal)
                .Replace(hex, new string('*', hex.Length), StringComparison.Ordinal)
        );
        (answer.Outcome, answer.IsSevere).ShouldBe(("upstream-token-found", true));
    }

    [Fact]
    [Attack("CRED-02")]
    [Attack("UPS-11")]
    public async Task Of_the_headers_of_an_answer_none_passes()
    {
        await using var lab = await UpstreamLab.StartAsync();
        string[] headers =
        [
            $"X-Debug: {Token}",
            $"Set-Cookie: t={Token}",
            "WWW-Authenticate: Bearer realm=\"x\"",
            $"Link: <https://x.test/?t={Token}>; rel=next",
            "Location: https://evil.example/",
            "Content-Location: /elsewhere",
            "Refresh: 0; url=https://evil.example/",
            "Alt-Svc: h2=\"evil.example:443\"",
            "Server: upstream/1.0",
            "Access-Control-Allow-Origin: *",
            "Clear-Site-Data: \"*\"",
            .. Enumerable.Range(0, 200).Select(i => $"X-Many-{i}: 1"),
        ];
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal) && r.Method == "GET"
                ? Reply.Of(200, Encoding.UTF8.GetBytes(Reply.Envelope($"[{lab.Upstream.Job(1000)}]")), "application/json", headers)
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");

        answer.Status.ShouldBe(200, answer.Text);
        foreach (
            var name in (string[])
                [
                    "X-Debug",
                    "Set-Cookie",
                    "WWW-Authenticate",
                    "Link",
                    "Location",
                    "Content-Location",
                    "Refresh",
                    "Alt-Svc",
                    "Access-Control",
                    "Clear-Site-Data",
                    "X-Many",
                    "Server: upstream",
                ]
        )
        {
            answer.Headers.ShouldNotContain(h => h.StartsWith(name, StringComparison.OrdinalIgnoreCase), name);
        }
        (answer.Outcome, answer.IsSevere).ShouldBe(("upstream-token-found", true));
    }

    [Theory]
    [Attack("CRED-03")]
    [InlineData("text/html", "<pre>GET /api Authorization: Token TOKEN</pre>")]
    [InlineData("application/json", """{"error":"dump","headers":{"Authorization":"Token TOKEN"}}""")]
    public async Task An_error_page_is_not_passed_on(string type, string body)
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Of(500, body.Replace("TOKEN", Token, StringComparison.Ordinal), type)
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");

        (answer.Status, answer.Outcome).ShouldBe((502, "upstream-error"));
        answer.Message.ShouldContain("\"prod\" failed with 500");
        answer.Text.ShouldNotContain("Authorization");
    }

    [Theory]
    [Attack("UPS-04")]
    [InlineData(200, "Application/JSON ; charset=utf-8", 200)]
    [InlineData(200, "text/json", 200)]
    [InlineData(200, "application/problem+json", 200)]
    [InlineData(200, "text/html", 200)]
    [InlineData(200, "", 200)]
    [InlineData(201, "application/json", 200)]
    [InlineData(203, "application/json", 502)]
    [InlineData(206, "application/json", 502)]
    [InlineData(226, "application/json", 502)]
    [InlineData(299, "application/json", 502)]
    [InlineData(500, "application/json", 502)]
    public async Task No_media_type_and_no_status_gets_around_the_filter(int status, string type, int expected)
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Of(status, Reply.Envelope($"[{lab.Upstream.Job(1000)},{lab.Upstream.Job(2000)}]"), type)
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");

        answer.Status.ShouldBe(expected, answer.Text);
        answer.Text.ShouldNotContain("Payroll");
        if (expected == 200)
        {
            answer.Ids.ShouldBe([1000]);
        }
    }

    [Fact]
    [Attack("UPS-04")]
    public async Task An_answer_that_fails_half_way_is_not_passed_on()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Raw(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"data\":[{\"id\":2000,\"name\":\"Payr\r\n",
                    closes: true
                )
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");

        (answer.Status, answer.Outcome).ShouldBe((502, "framing-error"));
        answer.Text.ShouldNotContain("Payr");
    }

    [Theory]
    [Attack("UPS-09")]
    [Attack("CRED-01")]
    [InlineData("gzip")]
    [InlineData("gzip, gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_packed_body_is_withheld(string coding)
    {
        await using var lab = await UpstreamLab.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Reply.Envelope($"[{lab.Upstream.Job(2000)}]") + Token));
        }
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal) || r.Path.EndsWith("manifest.json", StringComparison.Ordinal)
                ? Reply.Of(200, packed.ToArray(), "application/json", $"Content-Encoding: {coding}")
                : null;

        var list = await lab.GetAsync("reader", $"{lab.A}/jobs/");
        (list.Status, list.Outcome).ShouldBe((502, "bad-encoding"));
        var file = await lab.GetAsync("reader", $"{lab.A}/runs/5000/artifacts/manifest.json");
        (file.Status, file.Outcome).ShouldBe((502, "bad-encoding"));
        lab.Upstream.Seen.ShouldAllBe(r => r.Header("Accept-Encoding") == "identity");
    }

    [Fact]
    [Attack("UPS-12")]
    public async Task Trailers_and_early_answers_do_not_pass()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var body = Reply.Envelope($"[{lab.Upstream.Job(1000)}]");
        var early =
            string.Concat(Enumerable.Repeat("HTTP/1.1 102 Processing\r\n\r\n", 50))
            + $"HTTP/1.1 103 Early Hints\r\nLink: </x?t={Token}>; rel=preload\r\n\r\n";
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Raw(
                    $"{early}HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTrailer: X-Token\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\nX-Token: {Token}\r\nSet-Cookie: t={Token}\r\n\r\n"
                )
            : r.Path.EndsWith("/projects/10/", StringComparison.Ordinal)
                ? Reply.Raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", closes: true)
            : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");
        answer.Ids.ShouldBe([1000]);
        answer.Headers.ShouldNotContain(h =>
            h.StartsWith("Link", StringComparison.Ordinal) || h.StartsWith("Trailer", StringComparison.Ordinal)
        );

        (await lab.GetAsync("reader", lab.A.Replace("v2", "v3", StringComparison.Ordinal) + "/projects/10/")).Status.ShouldBe(502);
    }
}
