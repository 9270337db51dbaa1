using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class LimitTests(StandingServer server)
{
    [Attack("DOS-04")]
    [Fact]
    public async Task A_thousand_and_one_headers_are_refused_with_431()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/", "KR", [.. Enumerable.Range(0, 1001).Select(i => $"X-{i}: y")])).Status.ShouldBe(431);
        c.Recorded("Refused", "oversized-header");
    }

    [Attack("DOS-05")]
    [Fact]
    public async Task A_header_of_1_MiB_is_refused_with_431()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/", "KR", "Cookie: " + new string('c', 1 << 20))).Status.ShouldBe(431);
        c.Recorded("Refused", "oversized-header");
    }

    [Attack("DOS-06")]
    [Fact]
    public async Task A_body_of_5_GB_is_refused_with_413_before_it_is_sent()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var head =
            $"POST {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Type: application/json\r\nContent-Length: 5368709120\r\n\r\n{{";
        (await c.RawAsync(head)).Status.ShouldBe(413);
        c.Recorded("Refused", "too-large");
    }

    [Attack("DOS-18")]
    [Fact]
    public async Task Filters_and_orders_of_four_kilobytes_are_answered()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync($"{A1}/jobs/?name__icontains={string.Concat(Enumerable.Repeat("%25", 1300))}", "KR")).Status.ShouldBe(200);
        (await c.GetAsync($"{A1}/jobs/?order_by={string.Join(',', Enumerable.Repeat("id", 100))}", "KR")).Status.ShouldBe(200);
    }

    [Attack("DOS-19")]
    [Theory]
    [InlineData("offset=2000000000", 200)]
    [InlineData("limit=1000000", 400)]
    [InlineData("limit=-1", 400)]
    [InlineData("offset=-1", 400)]
    [InlineData("limit=99999999999999999999", 400)]
    public async Task Paging_outside_its_limits_is_empty_or_refused(string query, int status)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync($"{A1}/jobs/?{query}", "KR")).Status.ShouldBe(status);
    }

    [Attack("DOS-20")]
    [Fact]
    public async Task Fifteen_hundred_query_keys_are_answered()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var query = string.Join('&', Enumerable.Range(0, 1500).Select(i => $"k{i}"));
        (await c.GetAsync($"{A1}/jobs/?{query}", "KR")).Status.ShouldBe(200);
    }

    [Attack("DOS-20")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_a_hundred_thousand_keys_is_answered(bool isJson)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = isJson
            ? "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":1")) + "}"
            : string.Join('&', Enumerable.Range(0, 100_000).Select(i => $"k{i}=1"));
        var answer = await c.PostAsync(
            A1 + "/jobs/1000/",
            "KJ",
            body,
            "Content-Type: " + (isJson ? "application/json" : "application/x-www-form-urlencoded")
        );
        answer.Status.ShouldBeOneOf(400, 413);
    }

    [Attack("DOS-10")]
    [Fact]
    public async Task A_pattern_of_stars_takes_time_that_grows_with_the_name_only()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var places = new AccountPlaces([new(1, new string('a', 5000) + "!")], [], []);
        var pattern = string.Concat(Enumerable.Repeat("a*", 100)) + "b";
        Grant[] grants = [new Grant(1, Capabilities.Jobs, Level.Read) { Places = new GrantPlaces { ProjectPattern = pattern } }];
        // Trying every way to share 5,000 letters among 100 stars would not end in anybody's life; no machine is too busy for this.
        await Task.Run(() => AgentTable.Compile("a", 1, grants, places), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    [Attack("DOS-02")]
    [Fact]
    public async Task A_body_that_does_not_come_ends_with_408()
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
