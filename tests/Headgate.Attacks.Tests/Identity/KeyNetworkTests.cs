using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Identity;

/// <summary>Keys that are bound to networks.</summary>
[Collection("attacks")]
public sealed class KeyNetworkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("203.0.113.9", true)]
    [InlineData("203.0.114.9", false)]
    [InlineData("::ffff:203.0.113.9", true)]
    [InlineData("2001:db8:7::1", true)]
    [InlineData("2001:db8:8::1", false)]
    public async Task A_bound_key_is_good_where_the_caller_behind_the_proxy_is(string address, bool isGood)
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { TrustedProxies = ["127.0.0.0/8", "::1/128"] });
        await server.CreateAgentAsync("reader", new NewGrant("jobs", "read"));
        using var agent = server.ClientFor(await BoundAsync(server, "203.0.113.0/24", "2001:db8:7::/48"), "Bearer");
        agent.DefaultRequestHeaders.Add("X-Forwarded-For", address);

        var answer = await agent.GetAsync(server.V2 + "jobs/", Cancellation);

        answer.StatusCode.ShouldBe(isGood ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        var record = Records(server).Last(r => r.Kind == "decision" && r.Operation is null or "jobs.list");
        record.Caller!.Name.ShouldBe("reader");
        (record.Decision, record.Reason).ShouldBe(isGood ? ("Allowed", "granted") : ("Refused", "key-outside-network"));
    }

    [Fact]
    public async Task What_somebody_says_of_its_address_moves_no_key()
    {
        await using var server = await HeadgateServer.StartAsync();
        await server.CreateAgentAsync("reader", new NewGrant("jobs", "read"));
        using var agent = server.ClientFor(await BoundAsync(server, "203.0.113.0/24"), "Bearer");
        agent.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        (await agent.GetAsync(server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var mcp = new McpClientOfTests(server.Url, agent.DefaultRequestHeaders.Authorization!.Parameter);
        (await mcp.CallAsync("list_jobs")).Status.ShouldBe(HttpStatusCode.Forbidden);
        Records(server).Where(r => r.Reason == "key-outside-network").Select(r => r.Surface).ShouldBe(["admin-v2", "mcp"]);
    }

    [Fact]
    public async Task The_key_that_takes_a_bound_keys_place_is_bound_too()
    {
        await using var server = await HeadgateServer.StartAsync();
        await server.CreateAgentAsync("reader", new NewGrant("jobs", "read"));
        await BoundAsync(server, "203.0.113.0/24");
        var registry = server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await registry.ListAsync(server.AccountId, Cancellation))[0];
        var next = await registry.RotateKeyAsync(
            server.AccountId,
            agent.Id,
            agent.Keys[^1].Id,
            TimeSpan.FromHours(1),
            ChangeActor.Operator,
            Cancellation
        );
        next.Value!.Key.Networks.ShouldBe(["203.0.113.0/24"]);
        using var client = server.ClientFor(next.Value.Secret.Reveal(), "Bearer");
        (await client.GetAsync(server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("office")]
    [InlineData("")]
    public async Task A_network_that_is_none_is_refused_with_what_to_write(string network)
    {
        await using var server = await HeadgateServer.StartAsync();
        await server.CreateAgentAsync("reader");
        var answer = await AskAsync(server, network);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("write one such as 10.0.0.0/8");
    }

    private static async Task<string> BoundAsync(HeadgateServer server, params string[] networks)
    {
        var answer = await AskAsync(server, networks);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return (string)JsonNode.Parse(text)!["data"]!["secret"]!;
    }

    private static async Task<HttpResponseMessage> AskAsync(HeadgateServer server, params string[] networks)
    {
        var agent = (await server.Services.GetRequiredService<AgentRegistry>().ListAsync(server.AccountId, Cancellation))[0];
        return await server.Admin.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/agents/{agent.Id}/keys/",
            new { name = "bound", networks },
            Cancellation
        );
    }

    private static List<JournalRecord> Records(HeadgateServer server) =>
        [
            .. new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
                .Read(new JournalQuery(), Cancellation)
                .Select(r => r.Record),
        ];
}
