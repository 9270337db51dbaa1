using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

/// <summary>The gate's own bodies are read strictly: what is misspelt, empty or null never means more than was written.</summary>
[Collection("attacks")]
public sealed class GrantBodyTests(StandingServer server)
{
    private string Grants => $"{G1}/agents/{server.Agents["K0"]}/grants/";

    [Attack("G4")]
    [Theory]
    [InlineData("""{"capability":"jobs","level":"read"}""", "everywhere")]
    [InlineData("""{"capability":"jobs","level":"read","everywhere":false}""", "everywhere")]
    [InlineData("""{"capability":"jobs","level":"read","everywhere":null}""", "everywhere")]
    [InlineData("""{"capability":"jobs","level":"read","everywhere":true,"project_ids":[10]}""", "everywhere")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":[]}""", "project_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":null}""", "project_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":[null]}""", "project_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":10}""", "project_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":[0]}""", "project_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":[-10]}""", "project_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_id":[10]}""", "project_id")]
    [InlineData("""{"capability":"jobs","level":"read","projects":[10]}""", "projects")]
    [InlineData("""{"capability":"jobs","level":"read","everywhere":true,"projects":[10]}""", "projects")]
    [InlineData("""{"capability":"jobs","level":"read","Project_Ids":[10]}""", "Project_Ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":[10],"environment_ids":[]}""", "environment_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":[10],"job_ids":null}""", "job_ids")]
    [InlineData("""{"capability":"jobs","level":"read","project_ids":[10],"job_pattern":null}""", "job_pattern")]
    [InlineData("""{"capability":"jobs","level":"read","project_pattern":""}""", "project_pattern")]
    [InlineData("""{"capability":"jobs","level":"read","project_pattern":" "}""", "project_pattern")]
    [InlineData("""{"capability":"jobs","level":"full ","project_ids":[10]}""", "level")]
    public async Task A_grant_that_does_not_say_where_is_refused_and_names_the_field(string body, string field)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Grants, server.Admin, body);
        answer.Status.ShouldBe(400, answer.Text);
        answer.Json.GetProperty("data").TryGetProperty(field, out _).ShouldBeTrue(answer.Text);
        (await server.Registry.ListAsync(1, CancellationToken.None)).Single(a => a.Id == server.Agents["K0"]).Grants.ShouldBeEmpty();
    }

    [Attack("G4")]
    [Fact]
    public async Task The_whole_account_is_granted_by_saying_so_and_taken_back_by_saying_so()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var granted = await c.PostAsync(Grants, server.Admin, """{"capability":"metrics","level":"read","everywhere":true}""");
        granted.Status.ShouldBe(200, granted.Text);
        Sentences(granted).ShouldBe(["metrics read in the whole account"]);
        var off = await c.PostAsync(Grants, server.Admin, """{"capability":"metrics","level":"off","everywhere":true}""");
        Sentences(off).ShouldBeEmpty();
    }

    [Attack("G4")]
    [Fact]
    public async Task A_place_that_matches_nothing_is_named_in_the_answer()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var answer = await c.PostAsync(
            Grants,
            server.Admin,
            """{"capability":"metrics","level":"read","project_ids":[10,99],"job_pattern":"Nihtly*"}"""
        );
        answer.Status.ShouldBe(200, answer.Text);
        var grant = answer.Json.GetProperty("data").GetProperty("grants")[0];
        grant.GetProperty("unmatched").EnumerateArray().Select(u => u.GetString()).ShouldBe(["project 99", "jobs named \"Nihtly*\""]);
        (await c.SendAsync("DELETE", $"{Grants}{grant.GetProperty("id").GetInt64()}/", server.Admin, null)).Status.ShouldBe(200);
    }

    [Attack("G4")]
    [Theory]
    [InlineData("/agents/", """{"name":"x","grants":[]}""", "grants")]
    [InlineData("/agents/1/", """{"enabled":true,"name":"y"}""", "name")]
    [InlineData("/agents/1/keys/", """{"name":"k","expires":"2027-01-01"}""", "expires")]
    [InlineData("/agents/1/keys/1/rotate/", """{"grace":0}""", "grace")]
    public async Task No_body_of_the_gates_own_API_may_hold_an_unknown_field(string path, string body, string field)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(G1 + path, server.Admin, body);
        answer.Status.ShouldBe(400, answer.Text);
        answer.Json.GetProperty("data").TryGetProperty(field, out _).ShouldBeTrue(answer.Text);
    }

    private static IEnumerable<string?> Sentences(RawAnswer answer) =>
        answer.Json.GetProperty("data").GetProperty("grants").EnumerateArray().Select(g => g.GetProperty("sentence").GetString());
}
