using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Mcp;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Discovery;

/// <summary>Grants of metadata that withhold code or columns: what a query asks for is found in fragments, under aliases and in other operations, and decided before anything is read.</summary>
[Collection("attacks")]
public sealed class WithheldFactsTests(StandingServer server) : IAsyncLifetime
{
    private static int _agents;

    public async ValueTask InitializeAsync() => await DiscoveryRows.AddAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Attack("GQL-03")]
    [Theory]
    [InlineData("{ environment(id: 100) { applied { models(first: 5) { edges { node { name rawCode } } } } } }")]
    [InlineData("{ environment(id: 100) { applied { models(first: 5) { edges { node { name x: compiledCode } } } } } }")]
    [InlineData(
        "query { environment(id: 100) { ...F } } fragment F on Environment { applied { models { edges { node { ...G } } } } } fragment G on ModelAppliedStateNode { rawCode }"
    )]
    [InlineData(
        "{ environment(id: 100) { applied { resources(filter: {types: [Model]}) { edges { node { ... on ModelAppliedStateNode { rawCode } } } } } } }"
    )]
    [InlineData(
        "query($no: Boolean = false) { environment(id: 100) { applied { models { edges { node { name rawCode @include(if: $no) } } } } } }"
    )]
    [InlineData("{ environment(id: 100) { applied { models { edges { node { config } } } } } }")]
    [InlineData("{ environment(id: 100) { applied { searchResults(filter: {query: \"select\"}) { edges { node { matchedField } } } } } }")]
    [InlineData("{ environment(id: 100) { definition { macros { edges { node { macroSql } } } } } }")]
    [InlineData(
        "{ performance(environmentId: 100) { __typename } environment(id: 100) { applied { tests { edges { node { rawCode } } } } } }"
    )]
    public async Task A_grant_without_code_answers_no_query_that_asks_for_code(string query)
    {
        var key = await AgentAsync(["code"]);
        var (text, records) = await AskAsync(key, query);
        var answer = JsonDocument.Parse(text).RootElement;
        answer.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Null, text);
        text.ShouldContain("it asks for code, which the grant withholds");
        text.ShouldNotContain("select 1 as orders");
        var decision = records.Last(r => r.Kind == "decision");
        (decision.Decision, decision.Reason, decision.Operation).ShouldBe(("Denied", "argument-rule", "metadata.read"));
    }

    [Attack("GQL-03")]
    [Theory]
    [InlineData("{ environment(id: 100) { applied { models { edges { node { catalog { columns { name } } } } } } } }")]
    [InlineData("{ column(environmentId: 100) { lineage(nodeUniqueId: \"model.shop.orders\") { name } } }")]
    [InlineData("{ column(environmentId: 100) { impact(nodeUniqueId: \"model.shop.orders\") { uniqueId } } }")]
    [InlineData("{ environment(id: 100) { applied { tests { edges { node { columnName } } } } } }")]
    public async Task A_grant_without_columns_answers_no_query_that_asks_for_columns(string query)
    {
        var key = await AgentAsync(["columns"]);
        var (text, _) = await AskAsync(key, query);
        text.ShouldContain("it asks for columns, which the grant withholds");
        // What it does not withhold is answered.
        (text, _) = await AskAsync(key, "{ environment(id: 100) { applied { models { edges { node { name rawCode } } } } } }");
        text.ShouldContain("select 1 as orders");
    }

    [Fact]
    public async Task What_is_not_withheld_is_answered_over_every_door_and_another_grant_may_show_what_one_withholds()
    {
        var key = await AgentAsync(["code", "columns"]);
        const string Names =
            "{ environment(id: 100) { applied { models { edges { node { name uniqueId executionInfo { lastRunStatus } } } } } } }";
        (await AskAsync(key, Names)).Text.ShouldContain("\"orders\"");
        using var client = Client(key);
        var path = $"{StandingServer.G1}/environments/100/metadata/";
        using var named = await client.PostAsJsonAsync(path, new { query = Names }, TestContext.Current.CancellationToken);
        ((int)named.StatusCode).ShouldBe(200);
        using var code = await client.PostAsJsonAsync(
            path,
            new { query = Names.Replace("uniqueId", "rawCode", StringComparison.Ordinal) },
            TestContext.Current.CancellationToken
        );
        ((int)code.StatusCode).ShouldBe(403);
        using (var mcp = server.Mcp(key))
        {
            var reply = await mcp.AskAsync(
                "tools/call",
                "\"name\":\"get_model_details\",\"arguments\":{\"name\":\"orders\",\"environment_id\":100}",
                "get_model_details"
            );
            reply.Text.ShouldContain("which the grant withholds");
            reply.Text.ShouldNotContain("select 1 as orders");
        }
        var wide = await AgentAsync(["code"], new NewGrant("metadata", "read"));
        (await AskAsync(wide, Names.Replace("uniqueId", "rawCode", StringComparison.Ordinal))).Text.ShouldContain("select 1 as orders");
    }

    [Fact]
    public async Task A_rule_that_withholds_nothing_known_or_stands_elsewhere_is_refused_when_it_is_saved()
    {
        (await Should.ThrowAsync<InvalidOperationException>(() => AgentAsync(["secrets"]))).Message.ShouldContain("cannot be withheld");
        var jobs = new NewGrant("jobs", "read") { When = new GrantConditions { Withhold = ["code"] } };
        (await Should.ThrowAsync<InvalidOperationException>(() => AgentAsync(["code"], jobs))).Message.ShouldContain(
            "that is for metadata"
        );
    }

    private async Task<string> AgentAsync(string[] withhold, params NewGrant[] more)
    {
        var name = $"withheld {Interlocked.Increment(ref _agents)}";
        var made = (await server.Registry.CreateAsync(1, new NewAgent(name), ChangeActor.Operator, CancellationToken.None)).Value!;
        foreach (
            var grant in (NewGrant[])
                [
                    new NewGrant("metadata", "read")
                    {
                        EnvironmentIds = [100],
                        When = new GrantConditions { Withhold = withhold },
                    },
                    .. more,
                ]
        )
        {
            if (
                (await server.Registry.PutGrantAsync(1, made.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)).Fault is
                { } fault
            )
            {
                throw new InvalidOperationException(fault.Message);
            }
        }
        return made.Secret.Reveal();
    }

    private async Task<(string Text, List<JournalRecord> Records)> AskAsync(string key, string query)
    {
        var mark = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        using var client = Client(key);
        using var answer = await client.PostAsJsonAsync("/metadata/graphql", new { query }, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), server.RecordsAfter(mark));
    }

    private HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }
}
