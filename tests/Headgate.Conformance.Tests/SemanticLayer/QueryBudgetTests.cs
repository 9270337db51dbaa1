using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests.SemanticLayer;

/// <summary>Metric queries of agents count towards daily budgets: by the rows that they read and the seconds that the warehouse worked.</summary>
public sealed class QueryBudgetTests : IAsyncLifetime
{
    private const string ByDay = "metrics: [{name: \"sales\"}], groupBy: [{name: \"metric_time\", grain: DAY}]";

    private MetricsWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await MetricsWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Rows_of_a_day_are_counted_and_then_there_are_none_left()
    {
        var key = await AgentAsync("rows", new DailyBudget { Rows = 100 });
        (await _world.RowsAsync(key, ByDay)).Count.ShouldBe(60);
        (await UsedAsync("rows", "rows")).ShouldBe(60);
        // Begun below the limit and counted whole: what was begun is given.
        var over = await _world.CreateAsync(key, ByDay + ", readCache: false");
        var id = over["data"]!["createQuery"]!["queryId"]!.ToString();
        await Until.HoldsAsync(
            async () => await UsedAsync("rows", "rows") == 120,
            "the query is counted",
            TestContext.Current.CancellationToken
        );
        var page = await _world.AskAsync(
            key,
            "query($environmentId: BigInt!, $id: String!) { query(environmentId: $environmentId, queryId: $id) { status } }",
            new System.Text.Json.Nodes.JsonObject { ["id"] = id }
        );
        page["data"]!["query"]!["status"]!.ToString().ShouldBe("SUCCESSFUL", page.ToString());

        var refused = await _world.CreateAsync(key, ByDay);
        refused["errors"]![0]!["message"]!.ToString().ShouldContain("has used 120 of 100 rows of today");
    }

    [Fact]
    public async Task Seconds_of_the_warehouse_are_counted_by_the_second_and_reading_what_was_asked_costs_none()
    {
        var key = await AgentAsync("seconds", new DailyBudget { WarehouseSeconds = 1000 });
        var created = await _world.CreateAsync(key, ByDay);
        var id = created["data"]!["createQuery"]!["queryId"]!.ToString();
        for (var i = 0; i < 5; i++)
        {
            (await _world.PageAsync(key, id))["status"]!.ToString().ShouldBe("SUCCESSFUL");
        }
        var once = await UsedAsync("seconds", "warehouse seconds");
        once.ShouldBeGreaterThanOrEqualTo(1);
        // The same from the cache asks no warehouse.
        await _world.RowsAsync(key, ByDay);
        (await UsedAsync("seconds", "warehouse seconds")).ShouldBe(once);
        // Each counts a second as it begins: the next that has no room for one is refused.
        await LimitAsync("seconds", new DailyBudget { WarehouseSeconds = once + 2 });
        await _world.CreateAsync(key, ByDay + ", readCache: false");
        await _world.CreateAsync(key, ByDay + ", readCache: false");
        var refused = await _world.CreateAsync(key, ByDay + ", readCache: false");
        refused["errors"]![0]!["message"]!.ToString().ShouldContain($"of {once + 2} warehouse seconds of today");
    }

    [Fact]
    public async Task What_a_query_names_wrongly_costs_nothing()
    {
        var key = await AgentAsync("wrong", new DailyBudget { WarehouseSeconds = 5, Rows = 5 });
        var answer = await _world.CreateAsync(key, "metrics: [{name: \"seles\"}]");
        answer["errors"]![0]!["message"]!.ToString().ShouldContain("Did you mean 'sales'");
        (await UsedAsync("wrong", "warehouse seconds")).ShouldBe(0);
        (await UsedAsync("wrong", "rows")).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_are_a_budget_of_metric_queries_alone()
    {
        var grant = new NewGrant("runs.trigger", "full") { When = new GrantConditions { Budget = new DailyBudget { Rows = 1 } } };
        (await Should.ThrowAsync<InvalidOperationException>(() => _world.Server.CreateAgentAsync("none", grant))).Message.ShouldContain(
            "Rows are counted of metric queries"
        );
    }

    private Task<string> AgentAsync(string name, DailyBudget budget) => _world.Server.CreateAgentAsync(name, Grant(budget));

    private async Task LimitAsync(string name, DailyBudget budget)
    {
        await using var db = await _world.Server.DatabaseAsync();
        var agent = await db.Agents.SingleAsync(a => a.Name == name, TestContext.Current.CancellationToken);
        var put = await _world
            .Server.Services.GetRequiredService<AgentRegistry>()
            .PutGrantAsync(_world.Server.AccountId, agent.Id, Grant(budget), ChangeActor.Operator, TestContext.Current.CancellationToken);
        put.Fault.ShouldBeNull();
    }

    private NewGrant Grant(DailyBudget budget) =>
        new("metrics.query", "full")
        {
            EnvironmentIds = [_world.Environment],
            When = new GrantConditions { Budget = budget },
        };

    private async Task<long> UsedAsync(string agent, string measure)
    {
        await using var db = await _world.Server.DatabaseAsync();
        return await db.BudgetUses.Where(u => u.Agent == agent && u.Measure == measure).SumAsync(u => u.Used);
    }
}
