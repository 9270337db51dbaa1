using System.Net;
using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Grants that hide fields of answers.</summary>
public sealed class MaskTests
{
    [Fact]
    public async Task Masked_fields_tell_nothing_in_lists_single_things_filters_and_orders_over_HTTP_and_MCP()
    {
        await using var lab = await RuleLab.StartAsync();
        var key = await lab.Server.CreateAgentAsync(
            "masked",
            new NewGrant("jobs", "read") { When = new GrantConditions { Mask = ["execute_steps", "name", "settings"] } }
        );
        using var agent = lab.Server.ClientFor(key);
        var one = await ReadAsync(agent, $"{lab.Server.V2}jobs/{lab.Project.JobId}/");
        var list = await ReadAsync(agent, $"{lab.Server.V2}jobs/");
        foreach (var job in (JsonElement[])[one.GetProperty("data"), .. list.GetProperty("data").EnumerateArray()])
        {
            job.GetProperty("name").GetString().ShouldBe("**********");
            job.GetProperty("execute_steps").ValueKind.ShouldBe(JsonValueKind.Null);
            job.GetProperty("settings").ValueKind.ShouldBe(JsonValueKind.Null);
            job.GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Number);
        }
        list.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt32().ShouldBeGreaterThan(0);
        foreach (var asked in (string[])["?name__icontains=Sales", "?order_by=-name", "?order_by=id,name"])
        {
            using var answer = await agent.GetAsync($"{lab.Server.V2}jobs/{asked}", RuleLab.Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, asked);
            (await answer.Content.ReadAsStringAsync(RuleLab.Cancellation)).ShouldContain("masks this field", customMessage: asked);
        }
        (await agent.GetAsync($"{lab.Server.V2}jobs/?order_by=-id", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var mcp = new McpClientOfTests(lab.Server.Url, key);
        var tool = await mcp.CallAsync("list_jobs");
        tool.IsDone.ShouldBeTrue(tool.Text);
        tool.Text.ShouldNotContain("Sales nightly");
        tool.Text.ShouldNotContain("dbt build");
    }

    [Fact]
    public async Task What_one_grant_hides_no_other_list_shows_along()
    {
        await using var lab = await RuleLab.StartAsync();
        var other = await lab.Server.CreateProjectAsync("Payroll");
        using var agent = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "two",
                new NewGrant("jobs", "read") { ProjectIds = [lab.Project.Id] },
                new NewGrant("jobs", "read")
                {
                    ProjectIds = [other.Id],
                    When = new GrantConditions { Mask = ["name"] },
                }
            )
        );
        var list = await ReadAsync(agent, $"{lab.Server.V2}jobs/");
        var names = list.GetProperty("data").EnumerateArray().Select(j => j.GetProperty("name").GetString()!).ToList();
        names.ShouldNotContain(name => name.Contains("Payroll", StringComparison.Ordinal));
        (await ReadAsync(agent, $"{lab.Server.V2}jobs/{other.JobId}/"))
            .GetProperty("data")
            .GetProperty("name")
            .GetString()
            .ShouldBe("**********");
        (await ReadAsync(agent, $"{lab.Server.V2}jobs/{lab.Project.JobId}/"))
            .GetProperty("data")
            .GetProperty("name")
            .GetString()
            .ShouldBe("Sales nightly");
    }

    [Fact]
    public async Task What_is_masked_by_itself_is_not_told_inside_another_answer()
    {
        await using var lab = await RuleLab.StartAsync();
        var run = await lab.Project.AddRunAsync(lab.Server, RunStatus.Success);
        using var agent = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "related",
                new NewGrant("runs", "read"),
                new NewGrant("jobs", "read") { When = new GrantConditions { Mask = ["execute_steps"] } }
            )
        );
        var read = await ReadAsync(agent, $"{lab.Server.V2}runs/{run}/?include_related=[\"job\"]");
        read.GetProperty("data").GetProperty("id").GetInt64().ShouldBe(run);
        read.GetRawText().ShouldNotContain("execute_steps");
        var plain = await ReadAsync(lab.Server.Admin, $"{lab.Server.V2}runs/{run}/?include_related=[\"job\"]");
        plain.GetRawText().ShouldContain("execute_steps");
    }

    [Theory]
    [InlineData("jobs", "e_mail", "has a field \"e_mail\"")]
    [InlineData("runs.trigger", "e_mail", "no answer of runs.trigger has a field")]
    public async Task A_mask_that_could_hide_nothing_is_refused_when_it_is_saved(string capability, string field, string says)
    {
        await using var lab = await RuleLab.StartAsync();
        var refused = await Should.ThrowAsync<InvalidOperationException>(() =>
            lab.Server.CreateAgentAsync(
                "masked",
                new NewGrant(capability, capability == "jobs" ? "read" : "full") { When = new GrantConditions { Mask = [field] } }
            )
        );
        refused.Message.ShouldContain(says, Case.Insensitive);
    }

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, RuleLab.Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(RuleLab.Cancellation));
    }
}
