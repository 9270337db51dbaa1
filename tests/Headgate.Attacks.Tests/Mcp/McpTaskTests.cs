using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Mcp;

/// <summary>Runs as tasks: whose they are, and for how long.</summary>
public sealed class McpTaskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("MCP-37")]
    [Fact]
    public async Task The_task_of_another_agent_is_not_there_and_survives_its_owners_new_key()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        var ownKey = await server.CreateAgentAsync("owner", Runner(project));
        using var owner = new McpClientOfTests(server.Url, ownKey);
        using var other = new McpClientOfTests(server.Url, await server.CreateAgentAsync("other", Runner(project)));
        var task = await TriggerAsync(owner, project);
        task.Length.ShouldBeGreaterThan(32);

        var changed = task[..^1] + (task[^1] == 'A' ? 'B' : 'A');
        foreach (var method in (string[])["tasks/get", "tasks/update", "tasks/cancel"])
        {
            var foreign = await AskAsync(other, method, task);
            var made = await AskAsync(owner, method, "1");
            var forged = await AskAsync(owner, method, changed);
            foreign.ErrorCode.ShouldBe(-32602);
            foreign.Text.ShouldBe(made.Text);
            foreign.Text.ShouldBe(forged.Text);
        }
        using var renewed = new McpClientOfTests(server.Url, await RotateAsync(server, "owner"));
        (await AskAsync(renewed, "tasks/get", task)).Result.GetProperty("taskId").GetString().ShouldBe(task);
    }

    [Attack("MCP-38")]
    [Fact]
    public async Task A_task_is_decided_again_each_time_it_is_asked_after()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        using var agent = new McpClientOfTests(server.Url, await server.CreateAgentAsync("runner", Runner(project)));
        var task = await TriggerAsync(agent, project);
        (await AskAsync(agent, "tasks/get", task)).Result.GetProperty("status").GetString().ShouldNotBeNullOrEmpty();
        // It may trigger and see, not cancel.
        (await AskAsync(agent, "tasks/cancel", task)).ErrorCode.ShouldBe(-32602);

        var id = await AgentIdAsync(server, "runner");
        foreach (
            var grant in (await Registry(server).FindAsync(server.AccountId, id, Cancellation))!.Grants.Where(g => g.Capability == "runs")
        )
        {
            (
                await server.Admin.DeleteAsync($"/api/gate/v1/accounts/{server.AccountId}/agents/{id}/grants/{grant.Id}/", Cancellation)
            ).EnsureSuccessStatusCode();
        }
        var lost = await AskAsync(agent, "tasks/get", task);
        lost.ErrorCode.ShouldBe(-32602);
        lost.Text.ShouldNotContain("working");
    }

    [Fact]
    public async Task A_client_that_knows_no_tasks_gets_the_run_and_one_that_cancels_ends_it()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        await using (var db = await server.DatabaseAsync())
        {
            // Runs stay in the queue.
            (await db.Accounts.FindAsync([server.AccountId], Cancellation))!.RunSlots = 0;
            await db.SaveChangesAsync(Cancellation);
        }
        using var agent = new McpClientOfTests(
            server.Url,
            await server.CreateAgentAsync("runner", [.. Runner(project), new NewGrant("runs.cancel", "full") { ProjectIds = [project.Id] }])
        );
        var plain = await agent.SendAsync(
            $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{{\"name\":\"trigger_job_run\",\"arguments\":{{\"job_id\":{project.JobId}}}}}}}",
            r => r.Headers.Add("MCP-Protocol-Version", "2025-11-25")
        );
        plain.Result.GetProperty("structuredContent").GetProperty("job_definition_id").GetInt64().ShouldBe(project.JobId);

        var task = await TriggerAsync(agent, project);
        (await AskAsync(agent, "tasks/cancel", task)).Result.GetProperty("resultType").GetString().ShouldBe("complete");
        await Until.HoldsAsync(
            async () => (await AskAsync(agent, "tasks/get", task)).Result.GetProperty("status").GetString() == "cancelled",
            "the run of the task is cancelled",
            Cancellation
        );
    }

    [Attack("DOS-13")]
    [Fact]
    public async Task Calls_by_MCP_and_over_HTTP_count_together()
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { AgentRequestsPerMinute = 10 });
        var project = await server.CreateProjectAsync("Sales");
        var key = await server.CreateAgentAsync("runner", Runner(project));
        using var mcp = new McpClientOfTests(server.Url, key);
        using var http = server.ClientFor(key, "Bearer");
        for (var i = 0; i < 5; i++)
        {
            (await mcp.CallAsync("get_job_details", $$"""{"job_id":{{project.JobId}}}""")).IsDone.ShouldBeTrue();
            (await http.GetAsync($"{server.V2}jobs/{project.JobId}/", Cancellation)).EnsureSuccessStatusCode();
        }
        ((int)(await http.GetAsync($"{server.V2}jobs/{project.JobId}/", Cancellation)).StatusCode).ShouldBe(429);
        var tool = await mcp.CallAsync("get_job_details", $$"""{"job_id":{{project.JobId}}}""");
        tool.IsDone.ShouldBeFalse();
        tool.Texts[0].ShouldContain("Wait");
        Standing.Recorded.Of(server).Count(r => r.Reason == "rate-limited").ShouldBe(2);
    }

    private static NewGrant[] Runner(TestProject project) =>
        [
            new("jobs", "read") { ProjectIds = [project.Id] },
            new("runs", "read") { ProjectIds = [project.Id] },
            new("runs.trigger", "full") { ProjectIds = [project.Id] },
        ];

    private static async Task<string> TriggerAsync(McpClientOfTests mcp, TestProject project)
    {
        var reply = await mcp.CallAsync("trigger_job_run", $$"""{"job_id":{{project.JobId}}}""");
        reply.Result.GetProperty("resultType").GetString().ShouldBe("task", reply.Text);
        return reply.Result.GetProperty("taskId").GetString()!;
    }

    private static Task<McpReply> AskAsync(McpClientOfTests mcp, string method, string task) =>
        mcp.AskAsync(method, $"\"taskId\":{JsonSerializer.Serialize(task)}", task);

    private static AgentRegistry Registry(HeadgateServer server) => (AgentRegistry)server.Services.GetService(typeof(AgentRegistry))!;

    private static async Task<long> AgentIdAsync(HeadgateServer server, string name)
    {
        var agents = await server.Admin.GetFromJsonAsync<JsonElement>($"/api/gate/v1/accounts/{server.AccountId}/agents/", Cancellation);
        return agents
            .GetProperty("data")
            .EnumerateArray()
            .Single(a => a.GetProperty("name").GetString() == name)
            .GetProperty("id")
            .GetInt64();
    }

    private static async Task<string> RotateAsync(HeadgateServer server, string name)
    {
        var id = await AgentIdAsync(server, name);
        var key = (await Registry(server).FindAsync(server.AccountId, id, Cancellation))!.Keys[0].Id;
        var answer = await server.Admin.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/agents/{id}/keys/{key}/rotate/",
            new { },
            Cancellation
        );
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("data").GetProperty("secret").GetString()!;
    }
}
