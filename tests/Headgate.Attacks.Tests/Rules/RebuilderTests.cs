using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Who may build nodes again: the gate's own judgement about the calls that would do it, told to those who may know.</summary>
public sealed class RebuilderTests
{
    private const string Fct = "model.shop.fct_agent";
    private const string Agg = "model.shop.agg_agent";
    private const string Salaries = "model.shop.salaries";

    [Fact]
    public async Task An_administrator_learns_of_each_agent_that_the_gate_would_let_build_them()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(ModelRuleTests.Shop());
        using var any = await lab.AgentAsync("any", new GrantConditions());
        using var asks = await lab.AgentAsync("asks", new GrantConditions { Approval = new ApprovalCondition() });
        using var modeller = await lab.AgentAsync(
            "modeller",
            new GrantConditions { Models = new ModelsCondition { Select = ["tag:agent"] } },
            "steps_override"
        );
        using var reader = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync("reader", new NewGrant("jobs", "read"), new NewGrant("metadata", "read"))
        );

        var told = await AskAsync(lab, lab.Server.Admin, Fct, Agg, Salaries, "exposure.shop.board", "test.shop.test_of_fct");
        told.GetProperty("agents_told").GetString().ShouldBe("all");
        Nodes(told.GetProperty("jobs")[0]).ShouldBe([Fct, Agg, Salaries]);
        var agents = told.GetProperty("agents").EnumerateArray().ToList();
        agents.Select(a => a.GetProperty("name").GetString()).ShouldBe(["any", "asks", "modeller"]);
        Nodes(agents[0]).ShouldBe([Fct, Agg, Salaries]);
        Way(agents[0]).ShouldBe(("job", null));
        Way(agents[1]).ShouldBe(("job", new ApprovalCondition().Describe()), "it is told what is asked for first");
        // The job builds what is none of its business; commands of its own are for what is.
        Nodes(agents[2]).ShouldBe([Fct, Agg]);
        Way(agents[2]).Commands.ShouldBe("own");

        await using (var db = await lab.Server.DatabaseAsync())
        {
            await db.Agents.Where(a => a.Name == "any").ExecuteUpdateAsync(set => set.SetProperty(a => a.Enabled, false));
        }
        (await AskAsync(lab, lab.Server.Admin, Salaries))
            .GetProperty("agents")
            .EnumerateArray()
            .Select(a => a.GetProperty("name").GetString())
            .ShouldBe(["asks"], "who is switched off builds nothing");
    }

    [Fact]
    public async Task An_agent_learns_of_itself_alone_and_a_token_without_rights_over_agents_of_none()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(ModelRuleTests.Shop());
        using var other = await lab.AgentAsync("other", new GrantConditions());
        using var own = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "own",
                new NewGrant("metadata", "read") { ProjectIds = [lab.Project.Id] },
                new NewGrant("runs.trigger", "full") { ProjectIds = [lab.Project.Id] }
            )
        );
        var told = await AskAsync(lab, own, Fct);
        told.GetRawText().ShouldNotContain("other");
        told.GetProperty("agents_told").GetString().ShouldBe("own");
        told.GetProperty("agents")[0].GetProperty("name").GetString().ShouldBe("own");
        told.GetProperty("jobs").GetArrayLength().ShouldBe(0, "it may not see jobs");

        using var blind = lab.Server.ClientFor(await lab.Server.CreateAgentAsync("blind", new NewGrant("jobs", "read")));
        (await PostAsync(lab, blind, lab.Project.ProductionId, Fct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(lab, own, lab.Project.ProductionId + 777, Fct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var metadata = lab.Server.ClientFor(
            await lab.Server.CreateServiceTokenAsync("metadata", new PermissionGrant("metadata_only", null, EnvironmentCategories.None))
        );
        told = await AskAsync(lab, metadata, Fct);
        (told.GetProperty("agents_told").GetString(), told.GetProperty("agents").GetArrayLength()).ShouldBe(("none", 0));
    }

    [Fact]
    public async Task Words_that_are_no_ids_never_become_commands_and_nothing_is_done_or_counted()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(ModelRuleTests.Shop());
        using var agent = await lab.AgentAsync(
            "modeller",
            new GrantConditions
            {
                Models = new ModelsCondition { Select = ["tag:agent"] },
                Budget = new DailyBudget { Runs = 1 },
            },
            "steps_override"
        );
        foreach (
            var hostile in (string[])["model.shop.fct_agent --full-refresh", "model.shop.*", "model.shop.+fct_agent", "model..x", "x", ""]
        )
        {
            (await AskAsync(lab, lab.Server.Admin, hostile)).GetProperty("agents").GetArrayLength().ShouldBe(0, hostile);
        }
        for (var i = 0; i < 3; i++)
        {
            Nodes((await AskAsync(lab, lab.Server.Admin, Fct)).GetProperty("agents")[0]).ShouldBe([Fct]);
        }
        (await lab.RunAsync(agent, """{"cause":"a","steps_override":["dbt run -s fct_agent"]}""")).Status.ShouldBe(HttpStatusCode.OK);
        await using var db = await lab.Server.DatabaseAsync();
        (await db.Runs.CountAsync(r => r.Status != RunStatus.Success)).ShouldBe(1);
    }

    private static async Task<JsonElement> AskAsync(RuleLab lab, HttpClient client, params string[] nodes)
    {
        using var answer = await PostAsync(lab, client, lab.Project.ProductionId, nodes);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(RuleLab.Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body.GetRawText());
        return body.GetProperty("data");
    }

    private static Task<HttpResponseMessage> PostAsync(RuleLab lab, HttpClient client, long environment, params string[] nodes) =>
        client.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{lab.Server.AccountId}/environments/{environment}/rebuilders/",
            new { nodes },
            RuleLab.Cancellation
        );

    private static List<string?> Nodes(JsonElement of) => [.. of.GetProperty("nodes").EnumerateArray().Select(n => n.GetString())];

    private static (string? Commands, string? Terms) Way(JsonElement agent) =>
        (agent.GetProperty("ways")[0].GetProperty("commands").GetString(), agent.GetProperty("ways")[0].GetProperty("terms").GetString());
}
