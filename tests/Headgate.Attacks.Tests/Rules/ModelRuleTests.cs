using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Standing;
using Headgate.Dbt.Commands.Nodes;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Grants that say which models a run may touch, whatever it is told to select.</summary>
public sealed class ModelRuleTests
{
    private static readonly GrantConditions OwnModels = new() { Models = new ModelsCondition { Select = ["tag:agent"] } };

    [Attack("POL-05")]
    [Fact]
    public async Task A_run_is_judged_by_the_nodes_that_its_commands_come_to()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(Shop());
        using var agent = await lab.AgentAsync("modeller", OwnModels, "steps_override", "git_branch");
        foreach (
            var allowed in (string[])
                [
                    "dbt build --select tag:agent",
                    "dbt run -s fct_agent",
                    "dbt run --models fct_agent agg_agent",
                    "dbt test --select fct_agent",
                    "dbt build --select +fct_agent --exclude stg_orders test_of_stg raw_orders",
                    "dbt ls --select +tag:agent",
                    "dbt source freshness",
                    "dbt build --select config.materialized:table,tag:agent",
                ]
        )
        {
            var (status, body) = await lab.RunAsync(agent, Steps(allowed));
            status.ShouldBe(HttpStatusCode.OK, $"{allowed}: {body}");
        }
        foreach (
            var (denied, names) in new[]
            {
                ("dbt build --select +tag:agent", "model.shop.stg_orders"),
                ("dbt build --select tag:agent+", "model.shop.salaries"),
                ("dbt build --select @tag:agent", "model.shop.salaries"),
                ("dbt build --select tag:agent stg_orders", "model.shop.stg_orders"),
                ("dbt run --select config.materialized:table", "model.shop.salaries"),
                ("dbt build --selector nightly", "model.shop.salaries"),
                ("dbt run --models *", "model.shop.stg_orders"),
                ("dbt build --exclude salaries", "model.shop.stg_orders"),
                ("dbt build", "seed.shop.raw_orders"),
                ("dbt seed", "seed.shop.raw_orders"),
                ("dbt test", "test.shop.test_of_stg"),
                ("dbt build --select tag:agent state:modified+", "state:modified+"),
                ("dbt build --select result:error+", "result:error+"),
                ("dbt run --select tag:agent --full-refresh", "builds its tables anew"),
                ("dbt -f run --select tag:agent", "cannot be said beforehand"),
                ("dbt run --select tag:agent --vars '{tag: all}'", "--vars"),
                ("dbt run-operation drop_all", "cannot be said beforehand"),
                ("dbt show --inline 'select 1'", "cannot be said beforehand"),
                ("dbt retry", "cannot be said beforehand"),
                ("dbt run --select tag:agent --project-dir ../other", "--project-dir"),
            }
        )
        {
            var (status, body) = await lab.RunAsync(agent, Steps(denied));
            status.ShouldBe(HttpStatusCode.Forbidden, $"{denied}: {body}");
            RuleLab.Message(body).ShouldContain(names, customMessage: denied);
            RuleLab.Message(body).ShouldContain("tag:agent");
        }
        Recorded.Of(lab.Server)[^1].Reason.ShouldBe("argument-rule");
        // The job's own command is dbt build.
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var (branch, told) = await lab.RunAsync(agent, """{"cause":"a","git_branch":"mine","steps_override":["dbt run -s fct_agent"]}""");
        branch.ShouldBe(HttpStatusCode.Forbidden);
        RuleLab.Message(told).ShouldContain("git_branch");
    }

    [Fact]
    public async Task One_command_of_several_that_touches_something_else_denies_them_all()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(Shop());
        using var agent = await lab.AgentAsync("modeller", OwnModels, "steps_override");
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent", "dbt run -s salaries"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Attack("POL-04")]
    [Fact]
    public async Task Nothing_is_allowed_while_no_manifest_tells_what_there_is_and_none_of_a_chosen_branch_does()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("modeller", OwnModels, "steps_override");
        var (status, body) = await lab.RunAsync(agent, Steps("dbt run -s fct_agent"));
        status.ShouldBe(HttpStatusCode.Forbidden);
        RuleLab.Message(body).ShouldContain("no run of the environment has left a manifest");
        Recorded.Of(lab.Server)[^1].Reason.ShouldBe("rule-not-evaluable");

        await lab.AddManifestAsync(Shop());
        var widened = Shop();
        widened["nodes"]!["model.shop.salaries"]!["tags"]!.AsArray().Add("agent");
        await lab.AddManifestAsync(widened, branch: "mine");
        (await lab.RunAsync(agent, Steps("dbt run -s salaries"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_manifest_that_is_none_allows_nothing()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(new JsonObject { ["nodes"] = "all of them" });
        using var agent = await lab.AgentAsync("modeller", OwnModels, "steps_override");
        var (status, body) = await lab.RunAsync(agent, Steps("dbt run -s fct_agent"));
        status.ShouldBe(HttpStatusCode.Forbidden);
        RuleLab.Message(body).ShouldContain("cannot be read");
    }

    [Attack("APR-06")]
    [Fact]
    public async Task A_yes_is_for_the_nodes_that_were_shown()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(Shop());
        using var agent = await lab.AgentAsync("asker", new GrantConditions { Approval = new ApprovalCondition() }, "steps_override");
        var call = Steps("dbt build --select tag:agent");

        var question = await ApprovalTests.AskedAsync(lab, agent, call);
        (await ApprovalTests.EffectAsync(lab, question)).ShouldContain("2 models (1 in full) and 1 test");
        await ApprovalTests.DecideAsync(lab, question, "approve");
        var more = Shop();
        more["nodes"]!["model.shop.salaries"]!["tags"]!.AsArray().Add("agent");
        await lab.AddManifestAsync(more);
        (await lab.RunAsync(agent, call)).Status.ShouldBe(HttpStatusCode.Forbidden);
        Recorded.Of(lab.Server)[^1].Reason.ShouldBe("approval-stale");

        await ApprovalTests.DecideAsync(lab, await ApprovalTests.AskedAsync(lab, agent, call), "approve");
        more["nodes"]!["model.shop.agg_agent"]!["config"]!["materialized"] = "table";
        await lab.AddManifestAsync(more);
        (await lab.RunAsync(agent, call)).Status.ShouldBe(HttpStatusCode.Forbidden);

        await ApprovalTests.DecideAsync(lab, await ApprovalTests.AskedAsync(lab, agent, call), "approve");
        await lab.AddManifestAsync(more);
        (await lab.RunAsync(agent, call)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("state:modified", "depends on another run")]
    [InlineData("tagg:agent", "there is no method \"tagg\"")]
    [InlineData(" ", "say which nodes")]
    [InlineData("+++", "is no selection")]
    public async Task A_rule_that_could_not_be_evaluated_is_refused_when_it_is_saved(string select, string says)
    {
        await using var lab = await RuleLab.StartAsync();
        var rule = new GrantConditions { Models = new ModelsCondition { Select = [select] } };
        (await Should.ThrowAsync<InvalidOperationException>(() => lab.AgentAsync("modeller", rule))).Message.ShouldContain(says);
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                lab.Server.CreateAgentAsync("reader", new NewGrant("jobs", "read") { When = OwnModels })
            )
        ).Message.ShouldContain("No run is started by jobs");
    }

    [Fact]
    public async Task The_methods_of_a_rule_are_those_that_the_engine_answers_from_a_manifest()
    {
        await using var lab = await RuleLab.StartAsync();
        using var manifest = new MemoryStream(Encoding.UTF8.GetBytes(Shop().ToJsonString()));
        var engine = CommandNodes.Of(manifest);
        string[] words =
        [
            .. "access config exposure file fqn function group metric package path resource_type result saved_query selector".Split(' '),
            .. "semantic_model source source_status state tag test_name test_type unit_test version model nothing".Split(' '),
        ];
        foreach (var (i, word) in words.Index())
        {
            var criterion = word is "config" ? "config.materialized:table" : word + ":" + ValueOf(word);
            var rule = new GrantConditions { Models = new ModelsCondition { Select = [criterion] } };
            string? refused = null;
            try
            {
                await lab.AgentAsync($"agent {i}", rule);
            }
            catch (InvalidOperationException fault)
            {
                refused = fault.Message;
            }
            (refused is null).ShouldBe(engine.OfSelection([criterion], []).Fault is null, $"{criterion}: {refused}");
        }
    }

    private static string ValueOf(string method) =>
        method switch
        {
            "resource_type" => "model",
            "test_type" => "generic",
            "version" => "latest",
            "access" => "public",
            _ => "x",
        };

    private static string Steps(params string[] commands) =>
        new JsonObject { ["cause"] = "a", ["steps_override"] = new JsonArray([.. commands.Select(c => (JsonNode)c)]) }.ToJsonString();

    /// <summary>raw_orders → stg_orders → fct_agent (a table) → agg_agent and salaries (a table), with tests of stg_orders and fct_agent.</summary>
    internal static JsonObject Shop()
    {
        var nodes = new JsonObject();
        void Add(string id, string materialized, string[] tags, params string[] parents)
        {
            var (kind, name) = (id.Split('.')[0], id.Split('.')[^1]);
            nodes[id] = new JsonObject
            {
                ["unique_id"] = id,
                ["name"] = name,
                ["resource_type"] = kind,
                ["package_name"] = "shop",
                ["path"] = name + ".sql",
                ["original_file_path"] = $"models/{name}.sql",
                ["fqn"] = new JsonArray("shop", name),
                ["raw_code"] = "select 1",
                ["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]),
                ["config"] = new JsonObject { ["enabled"] = true, ["materialized"] = materialized },
                ["depends_on"] = new JsonObject { ["nodes"] = new JsonArray([.. parents.Select(p => (JsonNode)p)]) },
            };
        }
        Add("seed.shop.raw_orders", "seed", []);
        Add("model.shop.stg_orders", "view", [], "seed.shop.raw_orders");
        Add("model.shop.fct_agent", "table", ["agent"], "model.shop.stg_orders");
        Add("model.shop.agg_agent", "view", ["agent"], "model.shop.fct_agent");
        Add("model.shop.salaries", "table", [], "model.shop.fct_agent");
        Add("test.shop.test_of_stg", "test", [], "model.shop.stg_orders");
        Add("test.shop.test_of_fct", "test", [], "model.shop.fct_agent");
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["project_name"] = "shop" },
            ["nodes"] = nodes,
            ["selectors"] = new JsonObject
            {
                ["nightly"] = new JsonObject
                {
                    ["name"] = "nightly",
                    ["definition"] = new JsonObject { ["method"] = "config.materialized", ["value"] = "table" },
                },
            },
        };
    }
}
