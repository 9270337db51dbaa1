using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

/// <summary>Whoever gives rights must hold them, at every door; an agent must hold all of them.</summary>
[Collection("attacks")]
public sealed class RightsGivenTests(StandingServer server)
{
    [Attack("G6")]
    [Theory]
    [InlineData("""[{"permission_set":"account_admin"}]""")]
    [InlineData("""[{"permission_set":"owner"}]""")]
    [InlineData("""[{"permission_set":"security_admin"},{"permission_set":"job_admin","project_id":10}]""")]
    [InlineData("""[{"permission_set":"job_viewer"}]""")]
    public async Task A_Security_Admin_makes_no_token_that_may_more_than_itself(string grants)
    {
        var security = await TokenAsync("security_admin");
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(B1 + "/service-tokens/", security, $$"""{"name":"more","permission_grants":{{grants}}}""");
        answer.Status.ShouldBe(403, answer.Text);
        answer.UserMessage.ShouldContain("whoever gives rights must hold them");
    }

    [Attack("G6")]
    [Theory]
    [InlineData("metadata_only")]
    [InlineData("webhooks_only")]
    public async Task The_older_flags_give_rights_too(string flag)
    {
        var security = await TokenAsync("security_admin");
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(B1 + "/service-tokens/", security, $$"""{"name":"more","{{flag}}":true}""")).Status.ShouldBe(403);
    }

    [Attack("G6")]
    [Fact]
    public async Task A_Security_Admin_makes_a_token_of_what_it_holds()
    {
        var security = await TokenAsync("security_admin");
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var made = await c.PostAsync(
            B1 + "/service-tokens/",
            security,
            """{"name":"same","permission_grants":[{"permission_set":"security_admin"}]}"""
        );
        made.Status.ShouldBe(201, made.Text);
    }

    [Attack("G6")]
    [Theory]
    [InlineData("account_admin", null)]
    [InlineData("owner", null)]
    [InlineData("job_admin", 10L)]
    public async Task A_Security_Admin_gives_no_group_what_it_does_not_hold(string set, long? project)
    {
        var (security, group) = (await TokenAsync("security_admin"), await GroupAsync());
        await using var c = await AttackCase.BeginAsync(server);
        var body =
            $$"""[{"permission_set":"{{set}}","all_projects":{{(project is null ? "true" : "false")}},"project_id":{{project?.ToString() ?? "null"}}}]""";
        var answer = await c.PostAsync($"{B1}/group-permissions/{group}/", security, body);
        answer.Status.ShouldBe(403, answer.Text);
        answer.UserMessage.ShouldContain("whoever gives rights must hold them");
    }

    [Attack("G6")]
    [Fact]
    public async Task Nobody_is_put_into_a_group_that_may_more_than_who_does_it()
    {
        var (security, group, user) = (await TokenAsync("security_admin"), await GroupAsync("account_admin"), await UserAsync());
        await using var c = await AttackCase.BeginAsync(server);
        var body = $$"""{"user_id":{{user}},"desired_group_ids":[{{group}}]}""";
        (await c.PostAsync(B1 + "/assign-groups/", security, body)).Status.ShouldBe(403);
        c.MayChange = true;
        (await c.PostAsync(B1 + "/assign-groups/", server.Admin, body)).Status.ShouldBe(200);
        // Who is in it already stays; nothing is given then.
        (await c.PostAsync(B1 + "/assign-groups/", security, body)).Status.ShouldBe(200);
    }

    [Attack("G6")]
    [Theory]
    [InlineData(""" "assign_by_default":true """)]
    [InlineData(""" "sso_mapping_groups":["everyone"] """)]
    public async Task A_group_that_may_more_is_not_opened_to_others(string opening)
    {
        var (security, group) = (await TokenAsync("security_admin"), await GroupAsync("account_admin"));
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync($"{B1}/groups/{group}/", security, $$"""{"name":"open {{group}}",{{opening}}}""")).Status.ShouldBe(403);
        c.MayChange = true;
        (await c.PostAsync($"{B1}/groups/{group}/", security, $$"""{"name":"closed {{group}}"}""")).Status.ShouldBe(200);
    }

    [Attack("G6")]
    [Fact]
    public async Task Rights_in_one_project_are_not_given_in_all()
    {
        // Admin of a project may write members, so it may fill groups.
        var (admin, user) = (await TokenAsync("admin", 10), await UserAsync());
        var (here, everywhere) = (await GroupAsync("job_runner", 10), await GroupAsync("job_runner"));
        await using var c = await AttackCase.BeginAsync(server);
        (await AssignAsync(c, admin, user, everywhere)).ShouldBe(403);
        c.MayChange = true;
        (await AssignAsync(c, admin, user, here)).ShouldBe(200);
    }

    [Attack("G6")]
    [Fact]
    public async Task Writing_in_some_environments_is_not_given_as_writing_in_all()
    {
        var (admin, user) = (await TokenAsync("admin", 10, "analyst", ["staging"]), await UserAsync());
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (await AssignAsync(c, admin, user, await GroupAsync("analyst", 20))).ShouldBe(403);
        (await AssignAsync(c, admin, user, await GroupAsync("analyst", 10, ["production"]))).ShouldBe(200);
    }

    [Attack("G7")]
    [Theory]
    [InlineData("""[{"permission_set":"account_admin","all_projects":true}]""")]
    [InlineData("""[{"permission_set":"job_viewer","project_id":10}]""")]
    [InlineData("[]")]
    public async Task An_agent_with_groups_in_full_gives_a_group_nothing(string body)
    {
        var group = await GroupAsync();
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync($"{B1}/group-permissions/{group}/", "KA", body);
        answer.Status.ShouldBe(403, answer.Text);
        c.Recorded("Denied", "argument-not-granted");
    }

    [Attack("G7")]
    [Fact]
    public async Task An_agent_with_groups_in_full_neither_fills_groups_nor_opens_them()
    {
        var (group, user) = (await GroupAsync("account_admin"), await UserAsync());
        await using var c = await AttackCase.BeginAsync(server);
        (await AssignAsync(c, "KA", user, group)).ShouldBe(403);
        (await c.PostAsync($"{B1}/groups/{group}/", "KA", $$"""{"name":"g{{group}}","assign_by_default":true}""")).Status.ShouldBe(403);
        (await c.PostAsync($"{B1}/groups/{group}/", "KA", $$"""{"name":"g{{group}}","sso_mapping_groups":["x"]}""")).Status.ShouldBe(403);
        c.MayChange = true;
        (await c.PostAsync($"{B1}/groups/{group}/", "KA", $$"""{"name":"g{{group}}","assign_by_default":false}""")).Status.ShouldBe(200);
    }

    [Attack("G7")]
    [Theory]
    [InlineData("DELETE", "", null)]
    [InlineData("PUT", "", """{"name":"renamed"}""")]
    [InlineData("POST", "", """{"name":"renamed","state":2}""")]
    [InlineData("POST", "permissions/", "[]")]
    public async Task An_agent_that_may_not_issue_credentials_changes_and_revokes_none(string method, string rest, string? body)
    {
        var token = await IdOfAsync(await TokenAsync("job_viewer"));
        await using var c = await AttackCase.BeginAsync(server);
        (await c.SendAsync(method, $"{B1}/service-tokens/{token}/{rest}", "KA", body)).Status.ShouldBe(403);
        c.Recorded("Denied", "action-not-granted");
    }

    [Attack("G7")]
    [Fact]
    public async Task An_agent_with_everything_and_credentials_gives_rights()
    {
        var by = ChangeActor.Operator;
        var issued = await server.Registry.CreateAsync(1, new NewAgent($"everything {Guid.NewGuid():N}"), by, CancellationToken.None);
        foreach (var capability in Capabilities.All.Where(c => !c.IsGrantedByName))
        {
            var grant = new NewGrant(capability.Id, "full") { IssueCredentials = capability == Capabilities.ServiceTokens };
            (await server.Registry.PutGrantAsync(1, issued.Value!.Agent.Id, grant, by, CancellationToken.None)).Fault.ShouldBeNull();
        }
        var (key, group) = (issued.Value!.Secret.Reveal(), await GroupAsync());
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var body = """[{"permission_set":"job_viewer","project_id":10}]""";
        (await c.PostAsync($"{B1}/group-permissions/{group}/", key, body)).Status.ShouldBe(200);
    }

    private static async Task<int> AssignAsync(AttackCase c, string who, long user, long group) =>
        (await c.PostAsync(B1 + "/assign-groups/", who, $$"""{"user_id":{{user}},"desired_group_ids":[{{group}}]}""")).Status;

    private async Task<long> IdOfAsync(string secret)
    {
        var hash = server.Services.GetRequiredService<TokenHasher>().Hash(secret);
        await using var db = server.Database();
        return await db.ServiceTokens.Where(t => t.TokenHash == hash).Select(t => t.Id).SingleAsync();
    }

    private async Task<string> TokenAsync(string set, long? project = null, string? also = null, string[]? categories = null)
    {
        var secret = Platform.Tokens.TokenSecret.New(Platform.Tokens.TokenSecret.ServicePrefix);
        await using var db = server.Database();
        var token = new ServiceToken
        {
            AccountId = 1,
            Uid = Guid.NewGuid().ToString(),
            Name = $"{set} {project}",
            TokenHash = server.Services.GetRequiredService<TokenHasher>().Hash(secret),
            TokenHint = "dbtc_",
        };
        db.ServiceTokens.Add(token);
        await db.SaveChangesAsync();
        foreach (var name in new[] { set, also }.OfType<string>())
        {
            db.ServiceTokenPermissions.Add(
                new ServiceTokenPermission
                {
                    AccountId = 1,
                    ServiceTokenId = token.Id,
                    PermissionSet = name,
                    AllProjects = project is null,
                    ProjectId = project,
                    WritableEnvironmentCategories = [.. categories ?? []],
                }
            );
        }
        await db.SaveChangesAsync();
        return secret.Reveal();
    }

    private async Task<long> GroupAsync(string? set = null, long? project = null, string[]? categories = null)
    {
        await using var db = server.Database();
        var group = new Group { AccountId = 1, Name = $"group {Guid.NewGuid():N}" };
        db.Groups.Add(group);
        await db.SaveChangesAsync();
        if (set is not null)
        {
            db.GroupPermissions.Add(
                new GroupPermission
                {
                    AccountId = 1,
                    GroupId = group.Id,
                    PermissionSet = set,
                    AllProjects = project is null,
                    ProjectId = project,
                    WritableEnvironmentCategories = [.. categories ?? []],
                }
            );
            await db.SaveChangesAsync();
        }
        return group.Id;
    }

    private async Task<long> UserAsync()
    {
        await using var db = server.Database();
        var user = new User
        {
            Email = $"{Guid.NewGuid():N}@own.test",
            FirstName = "A",
            LastName = "B",
        };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        db.Memberships.Add(
            new Membership
            {
                AccountId = 1,
                UserId = user.Id,
                LicenseType = "developer",
            }
        );
        await db.SaveChangesAsync();
        return user.Id;
    }
}
