using Headgate.Attacks.Tests.Standing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class HookTests(StandingServer server)
{
    private static string Subscriptions => B1 + "/webhooks/subscriptions";

    [Fact]
    public Task HOOK_01_metadata_address() => BadTargetAsync("http://169.254.169.254/latest/meta-data/");

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("https://10.0.0.5/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://[fd00::1]/")]
    public Task HOOK_02_loopback_and_private(string url) => BadTargetAsync(url);

    [Fact]
    public async Task HOOK_19_deputy_by_callback()
    {
        await BadTargetAsync($"http://{server.Address}/api/v2/accounts/1/jobs/1000/run/");
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/run/", "", """{"cause":"x"}""")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://x/")]
    [InlineData("ftp://x/")]
    [InlineData("javascript:alert(1)")]
    public Task HOOK_05_other_schemes(string url) => BadTargetAsync(url);

    [Fact]
    public async Task HOOK_15_subscription_as_a_spy()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(Subscriptions, "KW", Body("https://hooks.example.com/x", "[]"))).Status.ShouldBe(403);
        (await c.PostAsync(Subscriptions, "KW", Body("https://hooks.example.com/x", null))).Status.ShouldBe(403);
        c.AllRecorded("Denied", "argument-out-of-scope", 2);
    }

    [Fact]
    public async Task HOOK_16_foreign_job_listed()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(Subscriptions, "KW", Body("https://hooks.example.com/x", "[1000,2000]"))).Status.ShouldBe(403);
        c.Recorded("Denied", "argument-out-of-scope").Other!["argument"].GetString().ShouldBe("job_ids");
    }

    [Fact]
    public async Task HOOK_14_header_injection_through_a_name()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var body = Body("https://hooks.example.com/x", "[1000]").Replace("\"hook\"", "\"a\\r\\nX-Y: z\"", StringComparison.Ordinal);
        var answer = await c.PostAsync(Subscriptions, "KW", body);
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Theory]
    [InlineData("ssh://169.254.169.254/x")]
    [InlineData("ext::sh -c id")]
    [InlineData("file:///etc")]
    [InlineData("git@127.0.0.1:x/y.git")]
    [InlineData("http://localhost/x.git")]
    public async Task HOOK_22_private_git_address(string url)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(B1 + "/projects/10/repositories/", server.Admin, $$"""{"project_id":10,"remote_url":"{{url}}"}""");
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldContain("remote_url");
    }

    private static string Body(string url, string? jobs) =>
        $$"""{"name":"hook","event_types":["job.run.completed"],"client_url":"{{url}}"{{(jobs is null ? "" : ",\"job_ids\":" + jobs)}}}""";

    private async Task BadTargetAsync(string url)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Subscriptions, "KW", Body(url, "[1000]"));
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldContain("client_url");
    }
}
