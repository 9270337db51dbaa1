using System.Net;
using System.Net.Http.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>The switch of all agents.</summary>
public sealed class SwitchTests
{
    [Attack("CONC-19")]
    [Fact]
    public async Task Off_no_agent_passes_and_people_do()
    {
        await using var server = await HeadgateServer.StartAsync();
        var keys = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            keys.Add(await server.CreateAgentAsync($"agent {i}", new NewGrant("jobs", "read")));
        }
        async Task<int> PassedAsync()
        {
            var passed = 0;
            foreach (var key in keys)
            {
                using var client = server.ClientFor(key);
                using var answer = await client.GetAsync(server.V2 + "jobs/", RuleLab.Cancellation);
                passed += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            }
            return passed;
        }
        (await PassedAsync()).ShouldBe(3);
        var path = $"/api/gate/v1/accounts/{server.AccountId}/agents/switch/";
        using (var own = server.ClientFor(keys[0]))
        {
            using var refused = await own.PostAsJsonAsync(path, new { enabled = false }, RuleLab.Cancellation);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await RuleLab.PostAsync(server.Admin, path, """{"enabled":false}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await PassedAsync()).ShouldBe(0);
        var stopped = Recorded.Of(server).Where(r => r.Reason == "kill-switch").ToList();
        stopped.Count.ShouldBe(3);
        stopped.ShouldAllBe(r => r.Decision == "Stopped");
        Recorded.Of(server, "change").Count(r => r.Operation == "gate.agents.switch").ShouldBe(1);
        using (var people = await server.Admin.GetAsync(server.V2 + "jobs/", RuleLab.Cancellation))
        {
            people.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await RuleLab.PostAsync(server.Admin, path, """{"enabled":true}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await PassedAsync()).ShouldBe(3);
    }
}
