using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary>With a key in the environment each tool passes the gate first, and stands in the record.</summary>
public sealed class LocalGateTests
{
    private static readonly Dictionary<string, object?> None = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_granted_runs_and_stands_in_the_record()
    {
        await using var server = await HeadgateServer.StartAsync();
        var key = await server.CreateAgentAsync("builder", new NewGrant("dbt.run", "full"));
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Gate(server.Url, key));
        mcp.Client.ServerInstructions.ShouldNotBeNull().ShouldContain("gate");

        var built = await mcp.CallAsync("build", new Dictionary<string, object?> { ["node_selection"] = "one" }, Cancellation);
        built.IsError.ShouldNotBe(true, LocalMcp.TextOf(built));
        (
            await mcp.CallAsync("get_lineage_dev", new Dictionary<string, object?> { ["unique_id"] = "model.small.one" }, Cancellation)
        ).IsError.ShouldNotBe(true);

        var records = await RecordsAsync(server, "Allowed");
        records.Count.ShouldBe(2);
        records[0]!["sentence"]!.ToString().ShouldBe("Agent \"builder\" ran dbt build on a project of its own.");
        records[0]!.ToJsonString().ShouldContain("--select");
        records[1]!["sentence"]!.ToString().ShouldBe("Agent \"builder\" ran dbt parse on a project of its own.");
        records[1]!.ToJsonString().ShouldContain("get_lineage_dev");
        (mcp.Errors + string.Concat(records.Select(r => r!.ToJsonString()))).ShouldNotContain(key);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("run")]
    [InlineData("test")]
    [InlineData("clone")]
    [InlineData("list")]
    [InlineData("parse")]
    [InlineData("compile")]
    [InlineData("docs")]
    [InlineData("show", "sql_query", "select 1 as id")]
    [InlineData("get_lineage_dev", "unique_id", "model.small.one")]
    [InlineData("get_node_details_dev", "node_id", "one")]
    public async Task What_is_not_granted_does_not_run(string tool, params string[] argument)
    {
        await using var server = await HeadgateServer.StartAsync();
        var key = await server.CreateAgentAsync("reader", new NewGrant("jobs", "read"));
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Gate(server.Url, key));
        var arguments = argument is [var name, var value] ? new Dictionary<string, object?> { [name] = value } : None;

        var refused = await mcp.CallAsync(tool, arguments, Cancellation);

        refused.IsError.ShouldBe(true);
        LocalMcp.TextOf(refused).ShouldContain("Nothing was run");
        LocalMcp.TextOf(refused).ShouldContain("Run a dbt command");
        project.IsUntouched.ShouldBeTrue();
        var record = (await RecordsAsync(server, "Denied")).ShouldHaveSingleItem()!;
        record["sentence"]!.ToString().ShouldStartWith("Agent \"reader\" was refused \"Run a dbt command on a project of one's own\"");
    }

    [Fact]
    public async Task A_grant_that_is_taken_back_holds_for_the_next_command()
    {
        await using var server = await HeadgateServer.StartAsync();
        var key = await server.CreateAgentAsync("builder", new NewGrant("dbt.run", "full"));
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Gate(server.Url, key));
        (await mcp.CallAsync("list", None, Cancellation)).IsError.ShouldNotBe(true);

        var agents = JsonNode.Parse(await server.Admin.GetStringAsync($"/api/gate/v1/accounts/{server.AccountId}/agents/", Cancellation))![
            "data"
        ]!;
        using var off = new StringContent("""{"enabled":false}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await server.Admin.PostAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/agents/{agents[0]!["id"]}/",
            off,
            Cancellation
        );
        answer.EnsureSuccessStatusCode();

        LocalMcp.TextOf(await mcp.CallAsync("list", None, Cancellation)).ShouldContain("Nothing was run");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_lets_nothing_pass()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Gate(new Uri("http://127.0.0.1:1/"), "hga_not-a-key"));
        var refused = await mcp.CallAsync("build", None, Cancellation);
        refused.IsError.ShouldBe(true);
        LocalMcp.TextOf(refused).ShouldContain("Nothing was run");
        LocalMcp.TextOf(refused).ShouldContain("127.0.0.1:1");
        project.IsUntouched.ShouldBeTrue();
        (LocalMcp.TextOf(refused) + mcp.Errors).ShouldNotContain("hga_not-a-key");
    }

    [Theory]
    [InlineData(200, "<html>Welcome to the airport</html>")]
    [InlineData(200, """{"data":[{"id":1}]}""")]
    [InlineData(302, "")]
    [InlineData(500, "{}")]
    public async Task What_is_no_clear_yes_is_a_no(int status, string body)
    {
        await using var other = await AnsweringServer.StartAsync(status, body);
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Gate(other.Url, "hga_not-a-key"));
        var refused = await mcp.CallAsync("build", None, Cancellation);
        refused.IsError.ShouldBe(true);
        LocalMcp.TextOf(refused).ShouldContain("Nothing was run");
        project.IsUntouched.ShouldBeTrue();
    }

    private static Dictionary<string, string?> Gate(Uri url, string key) =>
        new() { ["HEADGATE_URL"] = url.ToString(), ["HEADGATE_TOKEN"] = key };

    private static async Task<JsonArray> RecordsAsync(HeadgateServer server, string decision)
    {
        var text = await server.Admin.GetStringAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/records/?operation=dbt.command&kind=decision&decision={decision}",
            Cancellation
        );
        return JsonNode.Parse(text)!["data"]!.AsArray();
    }
}
