using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class LimitTests(StandingServer server)
{
    [Fact]
    public async Task DOS_04_many_headers()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/", "KR", [.. Enumerable.Range(0, 1001).Select(i => $"X-{i}: y")])).Status.ShouldBe(431);
        c.Recorded("Refused", "oversized-header");
    }

    [Fact]
    public async Task DOS_05_one_huge_header()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/", "KR", "Cookie: " + new string('c', 1 << 20))).Status.ShouldBe(431);
        c.Recorded("Refused", "oversized-header");
    }

    [Fact]
    public async Task DOS_06_huge_body()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var head =
            $"POST {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Type: application/json\r\nContent-Length: 5368709120\r\n\r\n{{";
        (await c.RawAsync(head)).Status.ShouldBe(413);
        c.Recorded("Refused", "too-large");
    }

    [Fact]
    public async Task DOS_18_expensive_filters()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var started = System.Diagnostics.Stopwatch.StartNew();
        (await c.GetAsync($"{A1}/jobs/?name__icontains={string.Concat(Enumerable.Repeat("%25", 1300))}", "KR")).Status.ShouldBeOneOf(
            200,
            400
        );
        (await c.GetAsync($"{A1}/jobs/?order_by={string.Join(',', Enumerable.Repeat("id", 100))}", "KR")).Status.ShouldBeOneOf(200, 400);
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("offset=2000000000", 200)]
    [InlineData("limit=1000000", 400)]
    [InlineData("limit=-1", 400)]
    [InlineData("offset=-1", 400)]
    [InlineData("limit=99999999999999999999", 400)]
    public async Task DOS_19_deep_paging(string query, int status)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync($"{A1}/jobs/?{query}", "KR")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task DOS_20_many_query_keys()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var query = string.Join('&', Enumerable.Range(0, 1500).Select(i => $"k{i}"));
        (await c.GetAsync($"{A1}/jobs/?{query}", "KR")).Status.ShouldBeOneOf(200, 400, 414);
    }

    [Fact]
    public async Task DOS_10_a_pattern_of_stars_is_matched_in_linear_time()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var places = new AccountPlaces([new(1, new string('a', 5000) + "!")], [], []);
        var pattern = string.Concat(Enumerable.Repeat("a*", 100)) + "b";
        var started = System.Diagnostics.Stopwatch.StartNew();
        AgentTable.Compile(
            "a",
            1,
            [new Grant(1, Capabilities.Jobs, Level.Read) { Places = new GrantPlaces { ProjectPattern = pattern } }],
            places
        );
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task DOS_02_slow_body()
    {
        await using var c = await AttackCase.BeginAsync(server);
        using var client = await server.ConnectAsync();
        var stream = client.GetStream();
        var head =
            $"POST {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        var answers = await RawHttp.ReadAsync(stream, 1);
        answers.ShouldAllBe(a => a.Status == 408);
        c.Decisions = c.Records().Count;
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }
}
