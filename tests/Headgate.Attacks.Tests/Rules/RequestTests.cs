using System.Net;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>What agents ask to be granted, and what comes of it.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task A_refusal_says_how_to_ask_and_a_yes_makes_the_least_grant_that_allows_the_call()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await ReaderAsync(lab, "reader");
        var (denied, told) = await lab.RunAsync(agent, """{"cause":"a"}""");
        denied.ShouldBe(HttpStatusCode.Forbidden);
        RuleLab.Message(told).ShouldContain("gate.requests.create");

        var (status, asked) = await AskAsync(lab, agent, Call(lab.Project.JobId, "git_branch"));
        status.ShouldBe(HttpStatusCode.OK, asked.ToString());
        var id = asked.GetProperty("data").GetProperty("id").GetInt64();
        asked
            .GetProperty("data")
            .GetProperty("effect")
            .GetString()
            .ShouldBe($"Agent \"reader\" gains: runs.trigger full in job {lab.Project.JobId}, with overrides git_branch.");
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden, "asking alone grants nothing");
        (await AskAsync(lab, agent, Call(lab.Project.JobId, "git_branch")))
            .Body.GetProperty("data")
            .GetProperty("asked")
            .GetInt32()
            .ShouldBe(2);

        await ApprovalTests.DecideAsync(lab, id, "approve", "For the release.");
        (await lab.RunAsync(agent, """{"cause":"a","git_branch":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"a","steps_override":["dbt run"]}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var elsewhere = $"{lab.Server.V2}jobs/{lab.Project.StagingJobId}/run/";
        (await RuleLab.PostAsync(agent, elsewhere, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        Recorded.Of(lab.Server, "change").Select(r => r.Sentence).ShouldContain(s => s!.Contains("runs.trigger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_no_grants_nothing_and_an_agent_decides_nothing()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await ReaderAsync(lab, "reader");
        var id = (await AskAsync(lab, agent, Call(lab.Project.JobId))).Body.GetProperty("data").GetProperty("id").GetInt64();
        var decide = $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/{id}/decide/";
        (await RuleLab.PostAsync(agent, decide, """{"decision":"approve"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await ApprovalTests.DecideAsync(lab, id, "refuse");
        (await RuleLab.PostAsync(lab.Server.Admin, decide, """{"decision":"approve"}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_request_tells_nothing_about_what_there_is()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await ReaderAsync(lab, "reader");
        var (there, first) = await AskAsync(lab, agent, Call(lab.Project.StagingJobId));
        var (missing, second) = await AskAsync(lab, agent, Call(987_654));
        there.ShouldBe(missing);
        string Form(JsonElement body) =>
            string.Join(',', body.GetProperty("data").EnumerateObject().Select(p => $"{p.Name}:{p.Value.ValueKind}"));
        Form(first).ShouldBe(Form(second));
    }

    [Theory]
    [InlineData("""{"operation":"runs.get","arguments":{"run_id":1},"reason":"r"}""", "Say where")]
    [InlineData("""{"operation":"gate.grants.put","arguments":{"job_id":1},"reason":"r"}""", "is not granted by this")]
    [InlineData("""{"operation":"nothing","reason":"r"}""", "There is no operation")]
    [InlineData("""{"operation":"jobs.trigger","arguments":{"job_id":1}}""", "reason")]
    [InlineData("""{"operation":"jobs.trigger","arguments":{"job_id":1},"reason":"Approved\u202e by Ann"}""", "visible")]
    [InlineData("""{"operation":"jobs.trigger","arguments":{"job_id":1},"reason":"r","agent_id":7}""", "agent_id")]
    public async Task What_is_no_request_is_refused(string body, string says)
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await ReaderAsync(lab, "reader");
        var (status, answer) = await AskAsync(lab, agent, body);
        status.ShouldBe(HttpStatusCode.BadRequest, answer.ToString());
        answer.ToString().ShouldContain(says);
        (await AskAsync(lab, lab.Server.Admin, Call(1))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Twenty_questions_wait_at_most()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await ReaderAsync(lab, "reader");
        for (var job = 1; job <= 20; job++)
        {
            (await AskAsync(lab, agent, Call(job))).Status.ShouldBe(HttpStatusCode.OK);
        }
        (await AskAsync(lab, agent, Call(21))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<HttpClient> ReaderAsync(RuleLab lab, string name) =>
        lab.Server.ClientFor(await lab.Server.CreateAgentAsync(name, new NewGrant("jobs", "read") { ProjectIds = [lab.Project.Id] }));

    private static Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(RuleLab lab, HttpClient client, string body) =>
        RuleLab.PostAsync(client, $"/api/gate/v1/accounts/{lab.Server.AccountId}/requests/", body);

    private static string Call(long job, string? field = null) =>
        JsonSerializer.Serialize(
            new
            {
                operation = "jobs.trigger",
                arguments = field is null
                    ? new Dictionary<string, object> { ["job_id"] = job }
                    : new Dictionary<string, object> { ["job_id"] = job, [field] = "x" },
                reason = "The nightly numbers are late.",
            }
        );
}
