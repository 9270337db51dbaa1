using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>A policy that is suggested from what agents did.</summary>
public sealed class PolicySuggestionTests
{
    [Fact]
    public async Task It_is_the_least_that_allows_what_was_done_and_tried_and_it_is_a_policy()
    {
        await using var lab = await RuleLab.StartAsync();
        var project = lab.Project;
        using var agent = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync("tre \"at\" er", new NewGrant("jobs", "full"), new NewGrant("runs", "read"))
        );
        (await agent.GetAsync($"{lab.Server.V2}jobs/", RuleLab.Cancellation)).EnsureSuccessStatusCode();
        (await agent.GetAsync($"{lab.Server.V2}jobs/{project.JobId}/", RuleLab.Cancellation)).EnsureSuccessStatusCode();
        // Denied for want of a grant, which is what the suggestion is for.
        await lab.RunAsync(agent, """{"cause":"a","git_branch":"x"}""");
        // Denied, and no grant would change that.
        await agent.GetAsync($"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/", RuleLab.Cancellation);

        var path = $"/api/gate/v1/accounts/{lab.Server.AccountId}/policy/";
        var (_, answer) = await RuleLab.PostAsync(lab.Server.Admin, path + "suggest/", "{}");
        var text = answer.GetProperty("data").GetProperty("text").GetString()!;
        text.ShouldContain($"{{capability: jobs, level: read, project_ids: [{project.Id}]}}");
        text.ShouldContain($"{{capability: runs.trigger, level: full, job_ids: [{project.JobId}]");
        text.ShouldNotContain("account_settings");
        text.ShouldNotContain("everywhere");

        var (status, check) = await RuleLab.PostAsync(lab.Server.Admin, path + "check/", JsonSerializer.Serialize(new { text }));
        ((int)status).ShouldBe(200, check.ToString());
        var (_, rehearsed) = await RuleLab.PostAsync(lab.Server.Admin, path + "simulate/", JsonSerializer.Serialize(new { text }));
        rehearsed.GetProperty("data").GetProperty("now_denied").GetInt64().ShouldBe(0, rehearsed.ToString());
    }

    [Fact]
    public async Task No_call_is_no_policy_and_an_agent_is_told_none()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = lab.Server.ClientFor(await lab.Server.CreateAgentAsync("reader", new NewGrant("jobs", "read")));
        var path = $"/api/gate/v1/accounts/{lab.Server.AccountId}/policy/suggest/";
        var (_, answer) = await RuleLab.PostAsync(lab.Server.Admin, path, """{"agent":"nobody"}""");
        answer.GetProperty("data").GetProperty("text").GetString().ShouldBeEmpty();
        (await RuleLab.PostAsync(agent, path, "{}")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        Recorded.Of(lab.Server)[^1].Reason.ShouldBe("wrong-realm");
    }
}
