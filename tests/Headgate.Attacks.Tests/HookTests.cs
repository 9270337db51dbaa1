using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class HookTests(StandingServer server)
{
    private static string Subscriptions => B1 + "/webhooks/subscriptions";

    [Attack("HOOK-01")]
    [Fact]
    public Task A_webhook_to_the_metadata_address_of_a_cloud_is_refused() => BadTargetAsync("http://169.254.169.254/latest/meta-data/");

    [Attack("HOOK-02")]
    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("https://10.0.0.5/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://[fd00::1]/")]
    public Task A_webhook_to_a_loopback_or_private_address_is_refused(string url) => BadTargetAsync(url);

    [Attack("HOOK-19")]
    [Fact]
    public async Task A_webhook_to_the_servers_own_address_is_refused_and_a_call_without_a_key_too()
    {
        await BadTargetAsync($"http://{server.Address}/api/v2/accounts/1/jobs/1000/run/");
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/run/", "", """{"cause":"x"}""")).Status.ShouldBe(401);
    }

    [Attack("HOOK-05")]
    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://x/")]
    [InlineData("ftp://x/")]
    [InlineData("javascript:alert(1)")]
    public Task A_webhook_to_another_scheme_than_HTTP_is_refused(string url) => BadTargetAsync(url);

    [Attack("HOOK-15")]
    [Fact]
    public async Task An_agent_of_one_project_cannot_subscribe_to_all_jobs()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(Subscriptions, "KW", Body("https://hooks.example.com/x", "[]"))).Status.ShouldBe(403);
        (await c.PostAsync(Subscriptions, "KW", Body("https://hooks.example.com/x", null))).Status.ShouldBe(403);
        c.AllRecorded("Denied", "argument-out-of-scope", 2);
    }

    [Attack("HOOK-16")]
    [Fact]
    public async Task A_subscription_that_names_a_job_out_of_scope_is_denied()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(Subscriptions, "KW", Body("https://hooks.example.com/x", "[1000,2000]"))).Status.ShouldBe(403);
        c.Recorded("Denied", "argument-out-of-scope").Other!["argument"].GetString().ShouldBe("job_ids");
    }

    [Attack("HOOK-14")]
    [Fact]
    public async Task A_line_break_in_a_subscriptions_name_is_refused()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var body = Body("https://hooks.example.com/x", "[1000]").Replace("\"hook\"", "\"a\\r\\nX-Y: z\"", StringComparison.Ordinal);
        var answer = await c.PostAsync(Subscriptions, "KW", body);
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Attack("HOOK-22")]
    [Theory]
    [InlineData("ssh://169.254.169.254/x")]
    [InlineData("ext::sh -c id")]
    [InlineData("file:///etc")]
    [InlineData("git@127.0.0.1:x/y.git")]
    [InlineData("http://localhost/x.git")]
    [InlineData("http://git.example.com/x.git")]
    [InlineData("https://10.1.2.3/x.git")]
    [InlineData("ssh://git@[fd00::1]/x.git")]
    [InlineData("ssh://a@b@127.0.0.1/x")]
    [InlineData("git://a@127.0.0.1/x.git")]
    [InlineData("https://0x7f000001/x.git")]
    public async Task A_repository_at_an_address_inside_or_of_another_scheme_is_refused(string url)
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
