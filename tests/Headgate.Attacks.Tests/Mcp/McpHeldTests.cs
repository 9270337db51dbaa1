using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Rules;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Mcp;

/// <summary>Calls of tools that wait for a person's yes, asked in MCP's own form.</summary>
public sealed class McpHeldTests
{
    private const string Shows = """{"elicitation":{"url":{}}}""";

    [Fact]
    public async Task A_client_that_shows_addresses_gets_the_one_where_a_person_decides_and_comes_back()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await AgentAsync(lab, "asker");
        var first = await TriggerAsync(lab, agent);
        first.Result.GetProperty("resultType").GetString().ShouldBe("input_required");
        var question = first.Result.GetProperty("inputRequests").GetProperty("approval");
        question.GetProperty("method").GetString().ShouldBe("elicitation/create");
        var asked = question.GetProperty("params");
        asked.GetProperty("mode").GetString().ShouldBe("url");
        var id = long.Parse(asked.GetProperty("url").GetString()!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        asked.GetProperty("message").GetString()!.ShouldContain($"approval {id} waits");

        var state = first.Result.GetProperty("requestState").GetString()!;
        (await TriggerAsync(lab, agent, state))
            .Result.GetProperty("resultType")
            .GetString()
            .ShouldBe("input_required", "nobody has decided");
        await ApprovalTests.DecideAsync(lab, id, "approve");
        var done = await TriggerAsync(lab, agent, state);
        done.IsDone.ShouldBeTrue(done.Text);

        // Who does not say that it shows addresses reads the same in words.
        var plain = await TriggerAsync(lab, agent, cause: "another", capabilities: "{}");
        plain.Result.GetProperty("resultType").GetString().ShouldBe("complete");
        plain.Result.GetProperty("isError").GetBoolean().ShouldBeTrue();
    }

    [Attack("APR-08")]
    [Fact]
    public async Task A_state_that_is_none_of_this_very_call_is_one_and_the_same_error()
    {
        await using var lab = await RuleLab.StartAsync();
        await using var elsewhere = await RuleLab.StartAsync();
        using var agent = await AgentAsync(lab, "asker");
        using var other = await AgentAsync(lab, "other");
        using var stranger = await AgentAsync(elsewhere, "asker");
        var state = await StateAsync(lab, agent);
        var refused = await TriggerAsync(lab, agent, state + "A");
        refused.ErrorCode.ShouldBe(-32602);
        var forged = new List<string>
        {
            state[..^1],
            state + "=",
            state + "==",
            "",
            "approved",
            state.Replace('-', '+').Replace('_', '/') + "=",
            await StateAsync(lab, other),
            await StateAsync(elsewhere, stranger),
            await StateAsync(lab, agent, cause: "another call"),
        };
        for (var i = 0; i < state.Length; i++)
        {
            // The last character carries bits that decode to nothing: they count as well.
            forged.Add(state[..i] + (state[i] == 'A' ? 'B' : 'A') + state[(i + 1)..]);
        }
        foreach (var one in forged)
        {
            (await TriggerAsync(lab, agent, one)).Text.ShouldBe(refused.Text, one);
        }
        var read = await agent.AskAsync(
            "resources/read",
            $"\"uri\":\"headgate://rights\",\"requestState\":{JsonSerializer.Serialize(state)}",
            "headgate://rights"
        );
        read.Text.ShouldBe(refused.Text);
        Recorded.Of(lab.Server).Count(r => r.Reason == "approval-unknown").ShouldBe(forged.Count + 2);
        await using var db = await lab.Server.DatabaseAsync();
        db.Runs.Any().ShouldBeFalse();
    }

    [Attack("APR-09")]
    [Fact]
    public async Task What_the_client_answers_is_no_persons_yes()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await AgentAsync(lab, "asker");
        var state = await StateAsync(lab, agent);
        foreach (
            var answers in (string[])
                [
                    """{"approval":{"action":"accept","content":{"approved":true}}}""",
                    """{"approve":{"action":"accept"},"approval":7,"never asked":null}""",
                    """{"approval":{"action":"decline"}}""",
                ]
        )
        {
            var reply = await TriggerAsync(lab, agent, state, more: $",\"inputResponses\":{answers}");
            reply.Result.GetProperty("resultType").GetString().ShouldBe("input_required", answers);
            (await TriggerAsync(lab, agent, more: $",\"inputResponses\":{answers}"))
                .Result.GetProperty("resultType")
                .GetString()
                .ShouldBe("input_required", answers);
        }
        var held = Recorded.Of(lab.Server).Where(r => r.Operation == "jobs.trigger").ToList();
        held.ShouldAllBe(r => r.Decision == "Held");
        held.Skip(1).ShouldAllBe(r => r.Note!.EndsWith("; the client's answer is not an approval", StringComparison.Ordinal));
        held[0].Note!.ShouldNotContain("answer");
    }

    [Attack("APR-02")]
    [Fact]
    public async Task What_a_header_or_a_word_beside_the_arguments_means_is_in_the_call_that_was_agreed_to()
    {
        await using var lab = await RuleLab.StartAsync();
        var asks = new GrantConditions { Approval = new ApprovalCondition() };
        using var agent = new McpClientOfTests(
            lab.Server.Url,
            await lab.Server.CreateAgentAsync(
                "asker",
                new NewGrant("metadata", "read") { When = asks },
                new NewGrant("runs.trigger", "full") { When = asks }
            )
        );
        await ListModelsAsync(lab.Project.ProductionId);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            await ApprovalTests.DecideAsync(lab, db.Approvals.Single().Id, "approve");
        }
        await ListModelsAsync(lab.Project.StagingId);
        Recorded.Of(lab.Server)[^1].Decision.ShouldBe("Held", "the yes was for another environment's models");
        await ListModelsAsync(lab.Project.ProductionId);
        Recorded.Of(lab.Server)[^1].Decision.ShouldBe("Allowed");

        // No word of _meta changes what a run does: with others beside it, it is the run that was agreed to and nothing else.
        var question = await TriggerAsync(lab, agent);
        var url = question
            .Result.GetProperty("inputRequests")
            .GetProperty("approval")
            .GetProperty("params")
            .GetProperty("url")
            .GetString()!;
        await ApprovalTests.DecideAsync(lab, long.Parse(url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture), "approve");
        var done = await TriggerAsync(
            lab,
            agent,
            meta: $",\"progressToken\":1,\"job_id\":{lab.Project.StagingJobId},\"git_branch\":\"mine\"",
            environment: lab.Project.StagingId
        );
        done.IsDone.ShouldBeTrue(done.Text);
        await using var made = await lab.Server.DatabaseAsync();
        var run = made.Runs.Single();
        (run.JobDefinitionId, run.EnvironmentId, run.GitBranch).ShouldBe((lab.Project.JobId, lab.Project.ProductionId, null));

        Task<McpReply> ListModelsAsync(long environment) =>
            agent.AskAsync(
                "tools/call",
                "\"name\":\"get_all_models\",\"arguments\":{}",
                "get_all_models",
                request => Environment(request, environment)
            );
    }

    private static void Environment(HttpRequestMessage request, long environment) =>
        request.Headers.TryAddWithoutValidation(
            "x-dbt-prod-environment-id",
            environment.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );

    [Fact]
    public async Task A_client_that_knows_tasks_gets_one_that_becomes_the_run_once_a_person_agrees()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await AgentAsync(lab, "asker", new NewGrant("runs", "read"));
        using var other = await AgentAsync(lab, "other", new NewGrant("runs", "read"));
        var made = (await agent.CallAsync("trigger_job_run", Arguments(lab))).Result;
        made.GetProperty("resultType").GetString().ShouldBe("task", made.GetRawText());
        made.GetProperty("status").GetString().ShouldBe("input_required");
        var id = IdOf(made);
        var task = made.GetProperty("taskId").GetString()!;
        (await TaskAsync(agent, "tasks/get", task)).Result.GetProperty("status").GetString().ShouldBe("input_required");
        (await TaskAsync(agent, "tasks/update", task)).Result.GetProperty("resultType").GetString().ShouldBe("complete");
        (await TaskAsync(other, "tasks/get", task)).ErrorCode.ShouldBe(-32602);

        await ApprovalTests.DecideAsync(lab, id, "approve");
        (await TaskAsync(agent, "tasks/cancel", task))
            .Result.GetProperty("resultType")
            .GetString()
            .ShouldBe("complete", "nothing is made by that");
        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TaskAsync(agent, "tasks/get", task)));
        asked.ShouldAllBe(a => a.Result.GetProperty("status").GetString() != "input_required");
        (await TaskAsync(agent, "tasks/get", task)).Result.GetProperty("taskId").GetString().ShouldBe(task);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            db.Runs.Count().ShouldBe(1);
            db.Approvals.Count().ShouldBe(1);
        }

        // The call itself, sent again, is a call of its own and asks anew; a no ends the task.
        var second = (await agent.CallAsync("trigger_job_run", Arguments(lab))).Result;
        await ApprovalTests.DecideAsync(lab, IdOf(second), "refuse", "Not today.");
        var refused = (await TaskAsync(agent, "tasks/get", second.GetProperty("taskId").GetString()!)).Result;
        refused.GetProperty("status").GetString().ShouldBe("failed");
        refused.GetProperty("statusMessage").GetString()!.ShouldContain("Not today.");
    }

    private static string Arguments(RuleLab lab) => new JsonObject { ["job_id"] = lab.Project.JobId, ["cause"] = "x" }.ToJsonString();

    private static long IdOf(JsonElement task) =>
        long.Parse(
            task.GetProperty("inputRequests").GetProperty("approval").GetProperty("params").GetProperty("url").GetString()!.Split('/')[^1],
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static Task<McpReply> TaskAsync(McpClientOfTests agent, string method, string task) =>
        agent.AskAsync(method, $"\"taskId\":{JsonSerializer.Serialize(task)}", task);

    private static async Task<McpClientOfTests> AgentAsync(RuleLab lab, string name, params NewGrant[] more) =>
        new(
            lab.Server.Url,
            await lab.Server.CreateAgentAsync(
                name,
                [
                    new NewGrant("jobs", "read"),
                    new NewGrant("runs.trigger", "full") { When = new GrantConditions { Approval = new ApprovalCondition() } },
                    .. more,
                ]
            )
        );

    private static async Task<string> StateAsync(RuleLab lab, McpClientOfTests agent, string cause = "x") =>
        (await TriggerAsync(lab, agent, cause: cause)).Result.GetProperty("requestState").GetString()!;

    private static Task<McpReply> TriggerAsync(
        RuleLab lab,
        McpClientOfTests agent,
        string? state = null,
        string cause = "x",
        string capabilities = Shows,
        string more = "",
        string meta = "",
        long? environment = null
    )
    {
        var arguments = new JsonObject { ["job_id"] = lab.Project.JobId, ["cause"] = cause }.ToJsonString();
        var back = state is null ? "" : $",\"requestState\":{JsonSerializer.Serialize(state)}";
        return agent.SendAsync(
            $$$"""
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"trigger_job_run","arguments":{{{arguments}}}{{{back}}}{{{more}}},
            "_meta":{"io.modelcontextprotocol/protocolVersion":"{{{McpClientOfTests.Stateless}}}","io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"},
            "io.modelcontextprotocol/clientCapabilities":{{{capabilities}}}{{{meta}}}
            }}
            }
            """,
            request =>
            {
                request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", McpClientOfTests.Stateless);
                request.Headers.TryAddWithoutValidation("Mcp-Method", "tools/call");
                request.Headers.TryAddWithoutValidation("Mcp-Name", "trigger_job_run");
                if (environment is { } named)
                {
                    Environment(request, named);
                }
            }
        );
    }
}
