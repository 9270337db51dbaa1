using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests.SemanticLayer;

/// <summary>What is tried at the Semantic Layer's credentials: those of other places, their secrets, and another warehouse by way of them.</summary>
[Collection("attacks")]
public sealed class SemanticLayerCredentialTests(StandingServer server) : IAsyncLifetime
{
    private const string Secret = "canary-semantic-password-51c2";
    private const string Path = "/semantic-layer-credentials/";
    private const string Mapping = "/semantic-layer-credential-to-service-token-mapping/";

    private static readonly Lock Making = new();
    private static string? _key;

    private long _own;
    private long _payroll;
    private long _foreign;
    private long _foreignToken;

    /// <summary>An agent that may manage warehouse credentials of project 10, and nothing else.</summary>
    public async ValueTask InitializeAsync()
    {
        _own = await MakeAsync(1, 10);
        _payroll = await MakeAsync(1, 20);
        _foreign = await MakeAsync(2, 30);
        await using var db = server.Database();
        _foreignToken = await db.ServiceTokens.Where(t => t.AccountId == 2).Select(t => t.Id).FirstAsync();
        if (_key is null)
        {
            var issued = await server.Registry.CreateAsync(
                1,
                new NewAgent("keeper of credentials"),
                ChangeActor.Operator,
                CancellationToken.None
            );
            var grant = new NewGrant("credentials", "full") { ProjectIds = [10] };
            var put = await server.Registry.PutGrantAsync(1, issued.Value!.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None);
            put.Fault.ShouldBeNull();
            lock (Making)
            {
                _key ??= issued.Value.Secret.Reveal();
            }
            server.Keys["KSL"] = _key;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Those_of_another_project_and_account_are_not_found()
    {
        await using var c = await AttackCase.BeginAsync(server);
        foreach (var method in (string[])["GET", "DELETE", "POST"])
        {
            var body = method == "POST" ? """{"name":"x","adapter_version":"postgres_v0"}""" : null;
            foreach (var id in (long[])[_payroll, _foreign])
            {
                (await c.SendAsync(method, $"{B1}{Path}{id}/", "KSL", body)).Status.ShouldBe(404);
            }
            (await c.SendAsync(method, $"{B1}{Path}{_foreign}/", server.Admin, body)).Status.ShouldBe(404);
        }
        (await c.GetAsync($"/api/v3/accounts/2{Path}", "KSL")).Status.ShouldBe(404);
        var listed = await c.GetAsync($"{B1}{Path}", "KSL");
        listed.Text.ShouldContain("of project 10");
        listed.Text.ShouldNotContain("of project 20");
        listed.Text.ShouldNotContain("of project 30");
    }

    [Fact]
    public async Task Nobody_is_told_a_password_by_any_answer_or_record()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var body =
            $$$"""{"project_id":10,"name":"made","adapter_version":"postgres_v0","values":{"username":"u","password":"{{{Secret}}}"}}""";
        var made = await c.PostAsync($"{B1}{Path}", "KSL", body);
        made.Status.ShouldBe(201, made.Text);
        var id = made.Json.GetProperty("data").GetProperty("id").GetInt64();
        var answers = new[]
        {
            made,
            await c.GetAsync($"{B1}{Path}{id}/", server.Admin),
            await c.GetAsync($"{B1}{Path}?project_id=10", server.Admin),
            await c.PostAsync($"{B1}{Path}{id}/", "KSL", """{"name":"again","adapter_version":"postgres_v0","values":{"username":"v"}}"""),
            await c.PostAsync(
                $"{B1}{Path}{id}/",
                "KSL",
                $$$"""{"name":"bad","adapter_version":"postgres_v0","values":{"host":"{{{Secret}}}"}}"""
            ),
            await c.SendAsync("DELETE", $"{B1}{Path}{id}/", "KSL", null),
        };
        answers.ShouldAllBe(answer => !answer.Text.Contains(Secret));
        System.Text.Json.JsonSerializer.Serialize(c.All()).ShouldNotContain(Secret);
        await using var db = server.Database();
        (await db.SemanticLayerCredentials.SingleAsync(row => row.Id == id)).SecretValues!.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task No_project_account_or_token_of_elsewhere_can_be_named()
    {
        await using var c = await AttackCase.BeginAsync(server);
        foreach (var project in (int[])[20, 30, 999])
        {
            var made = await c.PostAsync(
                $"{B1}{Path}",
                "KSL",
                $$"""{"project_id":{{project}},"name":"x","adapter_version":"postgres_v0"}"""
            );
            made.Status.ShouldBeOneOf([400, 403, 404], made.Text);
        }
        var own = await OwnTokenAsync();
        foreach (
            var (credentials, token, key) in ((long, long, string)[])
                [
                    (_payroll, own, "KSL"),
                    (_foreign, own, "KSL"),
                    (_foreign, own, server.Admin),
                    (_own, _foreignToken, server.Admin),
                    // The agent sees no service tokens, so that it can name none.
                    (_own, own, "KSL"),
                ]
        )
        {
            var mapped = await c.PostAsync(
                $"{B1}{Mapping}",
                key,
                $$"""{"semantic_layer_credentials_id":{{credentials}},"service_token_id":{{token}}}"""
            );
            mapped.Status.ShouldBeOneOf([400, 403, 404], mapped.Text);
        }
    }

    [Fact]
    public async Task A_grant_of_something_else_manages_none()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync($"{B1}{Path}", "KM")).Status.ShouldBe(403);
        (await c.PostAsync($"{B1}{Path}", "KM", """{"project_id":10,"name":"x","adapter_version":"postgres_v0"}""")).Status.ShouldBe(403);
        (await c.GetAsync($"{B1}{Mapping}", "KM")).Status.ShouldBe(403);
    }

    private async Task<long> OwnTokenAsync()
    {
        await using var db = server.Database();
        return await db.ServiceTokens.Where(t => t.AccountId == 1).Select(t => t.Id).FirstAsync();
    }

    private async Task<long> MakeAsync(long account, long project)
    {
        await using var db = server.Database();
        if (
            await db.SemanticLayerCredentials.FirstOrDefaultAsync(row => row.ProjectId == project && row.State == RowState.Active) is
            { } there
        )
        {
            return there.Id;
        }
        // Of an adapter that no environment of these projects has, so that nobody's queries use them.
        var row = new SemanticLayerCredential
        {
            AccountId = account,
            ProjectId = project,
            Name = $"of project {project}",
            AdapterVersion = "snowflake_v0",
        };
        db.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }
}
