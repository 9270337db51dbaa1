using System.Text;
using Headgate.Attacks.Tests.Standing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class CredentialTests(StandingServer server)
{
    private const string Password = "canary-password-83e1f0";

    [Fact]
    public async Task CRED_12_token_at_creation()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (
            await c.PostAsync(B1 + "/service-tokens/", "KA", """{"name":"mine","permission_grants":[{"permission_set":"job_viewer"}]}""")
        ).Status.ShouldBe(403);
        c.Recorded("Denied", "action-not-granted");
    }

    [Fact]
    public async Task CRED_13_minting_power_above_ones_own()
    {
        var grants = $"{G1}/agents/{server.Agents["KA"]}/grants/";
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (
            await c.PostAsync(grants, server.Admin, """{"capability":"service_tokens","level":"full","issue_credentials":true}""")
        ).Status.ShouldBe(200);
        var answer = await c.PostAsync(
            B1 + "/service-tokens/",
            "KA",
            """{"name":"mine","permission_grants":[{"permission_set":"account_admin"}]}"""
        );
        answer.Status.ShouldBe(403, answer.Text);
        answer.UserMessage.ShouldContain("more than itself");
        (await c.PostAsync(grants, server.Admin, """{"capability":"service_tokens","level":"full"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task CRED_14_token_list()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(B1 + "/service-tokens/", server.Admin);
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").EnumerateArray().ShouldAllBe(t => NoSecret(t));
    }

    [Fact]
    public async Task CRED_17_connection_secrets()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var body =
            $$$"""{"name":"pg","adapter_version":"postgres_v0","config":{"hostname":"db","port":5432,"dbname":"d","password":"{{{Password}}}"}}""";
        var made = await c.PostAsync(B1 + "/connections/", server.Admin, body);
        made.Text.ShouldNotContain(Password);
        (await c.GetAsync(B1 + "/connections/", server.Admin)).Text.ShouldNotContain(Password);
        string.Join('\n', c.All().Select(r => r.Sentence + r.Url)).ShouldNotContain(Password);
    }

    [Fact]
    public async Task CRED_19_repository_tokens()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var made = await c.PostAsync(
            B1 + "/projects/10/repositories/",
            server.Admin,
            """{"remote_url":"https://user:canary-git-5512@host.test/x.git"}"""
        );
        made.Text.ShouldNotContain("canary-git-5512");
        (await c.GetAsync(B1 + "/projects/10/repositories/", server.Admin)).Text.ShouldNotContain("canary-git-5512");
    }

    [Fact]
    public async Task CRED_20_webhook_secret()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var body = """{"name":"hook","event_types":["job.run.completed"],"client_url":"https://hooks.example.com/x","job_ids":[1000]}""";
        var made = await c.PostAsync(B1 + "/webhooks/subscriptions", server.Admin, body);
        made.Status.ShouldBeOneOf(200, 201);
        var data = made.Json.GetProperty("data");
        var secret = data.GetProperty("hmac_secret").GetString()!;
        secret.Length.ShouldBeGreaterThan(20);
        (await c.GetAsync($"{B1}/webhooks/subscription/{data.GetProperty("id").GetString()}", server.Admin)).Text.ShouldNotContain(secret);
        (await c.GetAsync($"{B1}/webhooks/subscriptions", server.Admin)).Text.ShouldNotContain(secret);
        string.Join('\n', c.All().Select(r => System.Text.Json.JsonSerializer.Serialize(r))).ShouldNotContain(secret);
    }

    [Fact]
    public async Task CRED_22_record_leaks_secrets()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = $$"""{"name":"x","type":"postgres","password":"{{Password}}"}""";
        await c.PostAsync(B1 + "/connections/", "KA", body);
        (await c.PostAsync(A1 + "/jobs/?password=" + Password, "K0", "{}")).Status.ShouldBe(403);
        foreach (var record in c.All())
        {
            System.Text.Json.JsonSerializer.Serialize(record).ShouldNotContain(Password);
        }
    }

    [Fact]
    public async Task CRED_23_key_display()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync($"{G1}/agents/{server.Agents["KR"]}/", server.Admin);
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").GetProperty("keys")[0].GetProperty("ends").GetString().ShouldBe(server["KR"][^4..]);
        answer.Text.ShouldNotContain(server["KR"][..20]);
    }

    [Fact]
    public async Task CRED_24_key_at_rest()
    {
        await using var c = await AttackCase.BeginAsync(server);
        foreach (var file in Directory.GetFiles(server.Data, "*", SearchOption.AllDirectories))
        {
            byte[] bytes;
            try
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes);
            }
            catch (IOException)
            {
                continue;
            }
            foreach (var secret in server.Secrets.Append(Password).Append("canary-git-5512"))
            {
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"{file} holds a secret in clear");
            }
        }
    }

    [Fact]
    public async Task CRED_09_log_lines_hold_no_secret()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/", "KR")).Status.ShouldBe(200);
        foreach (var secret in server.Secrets.Append(Password))
        {
            server.Log.Text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse();
        }
    }

    private static bool NoSecret(System.Text.Json.JsonElement token) =>
        !token.TryGetProperty("token_string", out var text) || text.GetString() is null or "" || text.GetString()!.Contains('*');
}
