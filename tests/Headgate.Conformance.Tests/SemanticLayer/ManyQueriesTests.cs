using System.Text.Json.Nodes;

namespace Headgate.Conformance.Tests.SemanticLayer;

/// <summary>Many clients, many values, and clients that leave.</summary>
public sealed class ManyQueriesTests : IAsyncLifetime
{
    private MetricsWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await MetricsWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_hundred_queries_at_once_on_one_file_are_all_answered()
    {
        var token = await _world.TokenAsync("many");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 100)
                .Select(async i =>
                {
                    var rows = await _world.RowsAsync(
                        token,
                        $"metrics: [{{name: \"sales\"}}], readCache: false, where: [{{sql: \"{{{{ Dimension('purchase__customer_name') }}}} = 'customer {i}'\"}}]"
                    );
                    return rows[0]!["sales"]!.GetValue<decimal>();
                })
        );
        answers.ShouldBe(Enumerable.Range(1, 100).Select(i => (decimal)i));
    }

    [Fact]
    public async Task A_dimension_of_ten_thousand_values_comes_in_ten_pages()
    {
        var token = await _world.TokenAsync("values");
        var created = await _world.AskAsync(
            token,
            "mutation($environmentId: BigInt!) { createDimensionValuesQuery(environmentId: $environmentId, groupBy: [{name: \"purchase__customer_name\"}]) { queryId } }"
        );
        var id = created["data"]!["createDimensionValuesQuery"]!["queryId"]!.ToString();
        (await _world.PageAsync(token, id))["totalPages"]!.GetValue<int>().ShouldBe(10);
        var values = new HashSet<string>();
        for (var number = 1; number <= 10; number++)
        {
            var page = await _world.PageAsync(token, id, number);
            foreach (var row in JsonNode.Parse(page["jsonResult"]!.ToString())!.AsArray())
            {
                values.Add(row!["purchase__customer_name"]!.ToString()).ShouldBeTrue();
            }
        }
        values.Count.ShouldBe(10_000);
    }

    [Fact]
    public async Task A_client_that_leaves_spoils_nothing_for_others()
    {
        var token = await _world.TokenAsync("leaver");
        using (var leaving = new CancellationTokenSource())
        {
            using var http = new HttpClient { BaseAddress = _world.Server.Url };
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            using var body = new StringContent(
                $"{{\"query\":\"mutation {{ createQuery(environmentId: {_world.Environment}, metrics: [{{name: \\\"sales\\\"}}], groupBy: [{{name: \\\"purchase__customer_name\\\"}}]) {{ queryId }} }}\"}}",
                System.Text.Encoding.UTF8,
                "application/json"
            );
            var asked = http.PostAsync(new Uri("/semantic-layer/api/graphql", UriKind.Relative), body, leaving.Token);
            await leaving.CancelAsync();
            try
            {
                // On a busy machine the answer can be there before its client leaves.
                (await asked).Dispose();
            }
            catch (OperationCanceledException) { }
        }
        (await _world.RowsAsync(token, "metrics: [{name: \"orders_made\"}]"))[0]!["orders_made"]!.GetValue<long>().ShouldBe(10_000);
    }
}
