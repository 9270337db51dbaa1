using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>Extended attributes that lead a run elsewhere are refused when they are saved, and when an environment takes them.</summary>
public sealed class SavedAttributesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-19")]
    [Theory]
    [InlineData("""{"path":"DATA/warehouse/payroll.duckdb"}""", "path")]
    [InlineData("""{"attach":[{"path":"x"}]}""", "attach")]
    [InlineData("""{"extensions":["httpfs"]}""", "extensions")]
    [InlineData("""{"settings":{"lock_configuration":false}}""", "settings")]
    [InlineData("""{"type":"postgres","host":"127.0.0.1"}""", "type")]
    [InlineData("""{"Path":"x"}""", "Path")]
    [InlineData("""{"threads":100000}""", "threads")]
    [InlineData("""{"threads":8,"threads":100000}""", "threads")]
    public async Task Attributes_that_lead_elsewhere_are_not_saved(string attributes, string named)
    {
        await using var server = await HeadgateServer.StartAsync();
        var sales = await server.CreateProjectAsync("Sales");
        using var agent = await AgentAsync(server, sales);
        var path = $"{server.V3}projects/{sales.Id}/extended-attributes/";

        var (status, text) = await SendAsync(agent, HttpMethod.Post, path, Body(attributes));
        status.ShouldBe(400, text);
        text.ShouldContain(named);
        var (made, id) = await SendAsync(agent, HttpMethod.Post, path, Body("""{"threads":3}"""));
        made.ShouldBe(201, id);
        var one = $"{path}{JsonDocument.Parse(id).RootElement.GetProperty("data").GetProperty("id").GetInt64()}/";
        (status, text) = await SendAsync(agent, HttpMethod.Patch, one, Body(attributes));
        status.ShouldBe(400, text);
        await using var db = await server.DatabaseAsync();
        (await db.ExtendedAttributes.Select(a => a.Attributes).ToListAsync(Cancellation)).ShouldBe(["""{"threads":3}"""]);
        JsonSerializer.Serialize(Recorded.Of(server)).ShouldNotContain("payroll.duckdb");
    }

    [Attack("BOX-19")]
    [Attack("SCOPE-48")]
    [Fact]
    public async Task An_environment_takes_none_that_its_warehouse_forbids_and_none_of_another_project()
    {
        await using var server = await HeadgateServer.StartAsync();
        var (sales, payroll) = (await server.CreateProjectAsync("Sales"), await server.CreateProjectAsync("Payroll"));
        long forbidden,
            foreign;
        await using (var db = await server.DatabaseAsync())
        {
            var rows = new[] { Row(sales, """{"path":"x"}"""), Row(payroll, """{"threads":2}""") };
            db.AddRange(rows);
            await db.SaveChangesAsync(Cancellation);
            (forbidden, foreign) = (rows[0].Id, rows[1].Id);
        }
        using var agent = await AgentAsync(server, sales);
        var path = $"{server.V3}projects/{sales.Id}/environments/{sales.ProductionId}/";
        var before = await agent.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);
        foreach (var (id, expected) in new[] { (forbidden, 400), (foreign, 403), (99_999L, 403) })
        {
            var body = System.Text.Json.Nodes.JsonNode.Parse(before)!["data"]!;
            body["extended_attributes_id"] = id;
            var (status, text) = await SendAsync(agent, HttpMethod.Post, path, body.ToJsonString());
            status.ShouldBe(expected, text);
            text.ShouldContain("extended_attributes_id");
        }
        using (
            var read = await agent.GetAsync(
                new Uri($"{server.V3}projects/{payroll.Id}/extended-attributes/{foreign}/", UriKind.Relative),
                Cancellation
            )
        )
        {
            ((int)read.StatusCode).ShouldBe(404);
        }
        await using var after = await server.DatabaseAsync();
        (await after.Environments.CountAsync(e => e.ExtendedAttributesId != null, Cancellation)).ShouldBe(0);

        ExtendedAttributes Row(TestProject project, string attributes) =>
            new()
            {
                AccountId = server.AccountId,
                ProjectId = project.Id,
                Attributes = attributes,
            };
    }

    private static string Body(string attributes) => $$"""{"extended_attributes":{{attributes}}}""";

    private static async Task<HttpClient> AgentAsync(HeadgateServer server, TestProject project) =>
        server.ClientFor(
            await server.CreateAgentAsync("own", new NewGrant("environments", "full") { ProjectIds = [project.Id] }),
            "Bearer"
        );

    private static async Task<(int Status, string Text)> SendAsync(HttpClient client, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
