using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class CredentialTests(StandingServer server)
{
    private const string Password = "canary-password-83e1f0";

    [Attack("CRED-12")]
    [Fact]
    public async Task An_agent_that_may_manage_tokens_may_not_issue_one_without_the_extra_right()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (
            await c.PostAsync(B1 + "/service-tokens/", "KA", """{"name":"mine","permission_grants":[{"permission_set":"job_viewer"}]}""")
        ).Status.ShouldBe(403);
        c.Recorded("Denied", "action-not-granted");
    }

    [Attack("CRED-12")]
    [Fact]
    public async Task A_token_that_an_agent_may_issue_is_delivered_once_and_kept_by_nobody()
    {
        var issued = await server.Registry.CreateAsync(1, new("issuer"), ChangeActor.Operator, CancellationToken.None);
        foreach (var capability in Capabilities.All.Where(c => !c.IsGrantedByName))
        {
            var grant = new NewGrant(capability.Id, "full") { IssueCredentials = capability == Capabilities.ServiceTokens };
            (
                await server.Registry.PutGrantAsync(1, issued.Value!.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
            ).Fault.ShouldBeNull();
        }
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var key = issued.Value!.Secret.Reveal();
        var made = await c.PostAsync(
            B1 + "/service-tokens/",
            key,
            """{"name":"for the warehouse","permission_grants":[{"permission_set":"job_viewer"}]}"""
        );
        made.Status.ShouldBe(201, made.Text);
        made.Header("Cache-Control")!.ShouldContain("no-store");
        var data = made.Json.GetProperty("data");
        var token = data.GetProperty("token_string").GetString()!;
        (await c.GetAsync($"{B1}/service-tokens/{data.GetProperty("id").GetInt64()}/", key)).Text.ShouldNotContain(token);
        System.Text.Json.JsonSerializer.Serialize(c.All()).ShouldNotContain(token);
    }

    [Attack("CRED-13")]
    [Fact]
    public async Task An_agent_cannot_issue_a_token_that_may_more_than_itself()
    {
        var grants = $"{G1}/agents/{server.Agents["KA"]}/grants/";
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (
            await c.PostAsync(
                grants,
                server.Admin,
                """{"capability":"service_tokens","level":"full","everywhere":true,"issue_credentials":true}"""
            )
        ).Status.ShouldBe(200);
        var answer = await c.PostAsync(
            B1 + "/service-tokens/",
            "KA",
            """{"name":"mine","permission_grants":[{"permission_set":"account_admin"}]}"""
        );
        answer.Status.ShouldBe(403, answer.Text);
        answer.UserMessage.ShouldContain("more than itself");
        (await c.PostAsync(grants, server.Admin, """{"capability":"service_tokens","level":"full","everywhere":true}""")).Status.ShouldBe(
            200
        );
    }

    [Attack("CRED-14")]
    [Fact]
    public async Task The_list_of_tokens_holds_no_secret()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(B1 + "/service-tokens/", server.Admin);
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").EnumerateArray().ShouldAllBe(t => NoSecret(t));
    }

    [Attack("CRED-17")]
    [Fact]
    public async Task The_password_of_a_connection_is_in_no_answer_and_no_record()
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

    [Attack("CRED-19")]
    [Fact]
    public async Task The_token_in_a_repositorys_address_is_in_no_answer()
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

    [Attack("CRED-20")]
    [Fact]
    public async Task The_secret_of_a_webhook_is_shown_once_at_its_making()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var body = """{"name":"hook","event_types":["job.run.completed"],"client_url":"https://hooks.example.com/x","job_ids":[1000]}""";
        var made = await c.PostAsync(B1 + "/webhooks/subscriptions", server.Admin, body);
        made.Status.ShouldBe(201, made.Text);
        var data = made.Json.GetProperty("data");
        var secret = data.GetProperty("hmac_secret").GetString()!;
        secret.Length.ShouldBeGreaterThan(20);
        (await c.GetAsync($"{B1}/webhooks/subscription/{data.GetProperty("id").GetString()}", server.Admin)).Text.ShouldNotContain(secret);
        (await c.GetAsync($"{B1}/webhooks/subscriptions", server.Admin)).Text.ShouldNotContain(secret);
        string.Join('\n', c.All().Select(r => System.Text.Json.JsonSerializer.Serialize(r))).ShouldNotContain(secret);
    }

    [Attack("CRED-22")]
    [Fact]
    public async Task A_password_in_a_body_or_a_query_is_in_no_record()
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

    [Attack("CRED-23")]
    [Fact]
    public async Task Of_a_key_only_the_last_four_characters_are_shown()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync($"{G1}/agents/{server.Agents["KR"]}/", server.Admin);
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").GetProperty("keys")[0].GetProperty("ends").GetString().ShouldBe(server["KR"][^4..]);
        answer.Text.ShouldNotContain(server["KR"][..20]);
    }

    [Attack("CRED-24")]
    [Fact]
    public async Task No_file_of_the_data_folder_holds_a_secret_in_clear()
    {
        await using var c = await AttackCase.BeginAsync(server);
        foreach (var (file, bytes) in await LiveFolder.ReadAsync(server.Data, TestContext.Current.CancellationToken))
        {
            foreach (var secret in server.Secrets.Append(Password).Append("canary-git-5512"))
            {
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"{file} holds a secret in clear");
            }
        }
    }

    [Attack("CRED-09")]
    [Fact]
    public async Task No_line_of_the_servers_log_holds_a_secret()
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
