using System.Data.Common;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests.SemanticLayer;

/// <summary>A server with a project whose warehouse has 10,000 orders, as a run has left them: one of each day and customer.</summary>
public sealed class MetricsWorld : IAsyncDisposable
{
    /// <summary>The statement that fills the warehouse, in words that DuckDB and PostgreSQL share.</summary>
    public const string Orders = """
        create schema store;
        create table store.orders as
          select i as order_id, 'customer ' || i as customer_name, case when i % 2 = 0 then 'web' else 'shop' end as channel,
            i as amount, date '2024-01-01' + cast(i % 60 as integer) as ordered_on
          from SERIES as s(i);
        """;

    private const string Manifest = """
        {"semantic_models":[{"name":"orders","node_relation":{"alias":"orders","schema_name":"store","database":"DB","relation_name":"\"DB\".\"store\".\"orders\""},
          "defaults":{"agg_time_dimension":"ordered_on"},"entities":[{"name":"purchase","type":"primary","expr":"order_id"}],
          "dimensions":[{"name":"ordered_on","type":"time","type_params":{"time_granularity":"day"}},{"name":"channel","type":"categorical"},{"name":"customer_name","type":"categorical"}],
          "measures":[]}],
         "metrics":[
          {"name":"sales","label":"Sales","description":"What was sold.","type":"simple","type_params":{"expr":"amount","metric_aggregation_params":{"semantic_model":"orders","agg":"sum","agg_time_dimension":"ordered_on"}}},
          {"name":"orders_made","label":"Orders","type":"simple","type_params":{"expr":"1","metric_aggregation_params":{"semantic_model":"orders","agg":"count","agg_time_dimension":"ordered_on"}}}],
         "saved_queries":[{"name":"by_channel","label":"By channel","query_params":{"metrics":["sales"],"group_by":["Dimension('purchase__channel')"],"where":null}}],
         "project_configuration":{"time_spines":[],"time_spine_table_configurations":[]}}
        """;

    private MetricsWorld(HeadgateServer server, TestProject project) => (Server, Project) = (server, project);

    public HeadgateServer Server { get; }

    public TestProject Project { get; }

    public long Environment => Project.ProductionId;

    /// <summary>Where Arrow Flight SQL listens.</summary>
    public Uri Flight =>
        new(
            Server
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single(address => new Uri(address).Port != Server.Url.Port)
        );

    /// <summary>A world on DuckDB.</summary>
    public static async Task<MetricsWorld> StartAsync()
    {
        var server = await HeadgateServer.StartAsync(settings =>
            settings with
            {
                Metrics = settings.Metrics with { FlightPort = 0, RequestsPerMinute = null, AtOnce = 16 },
            }
        );
        var project = await server.CreateProjectAsync("Measured");
        var world = new MetricsWorld(server, project);
        var run = await world.LeaveAsync("shop");
        var file = Path.Combine(server.DataFolder, "shop.duckdb");
        await using (var connection = new DuckDBConnection($"Data Source={file}"))
        {
            connection.Open();
            Execute(connection, Orders.Replace("SERIES", "range(1, 10001)", StringComparison.Ordinal));
        }
        server.Services.GetRequiredService<PublishedWarehouses>().Publish(file, run);
        return world;
    }

    /// <summary>Makes a successful run with the manifest, for a database of a name; gives the run.</summary>
    public async Task<long> LeaveAsync(string database)
    {
        var run = await Project.AddRunAsync(Server, RunStatus.Success);
        var (sha, size) = await Server
            .Services.GetRequiredService<ArtifactStore>()
            .PutAsync(
                new MemoryStream(Encoding.UTF8.GetBytes(Manifest.Replace("DB", database, StringComparison.Ordinal))),
                CancellationToken.None
            );
        await using var db = await Server.DatabaseAsync();
        db.Add(
            new Artifact
            {
                AccountId = Server.AccountId,
                RunId = run,
                Step = 1,
                Path = SemanticManifestFile.Path,
                Sha256 = sha,
                Size = size,
            }
        );
        await db.SaveChangesAsync();
        return run;
    }

    /// <summary>The answer to a query in GraphQL.</summary>
    public async Task<JsonNode> AskAsync(string credential, string query, JsonObject? variables = null)
    {
        using var http = new HttpClient { BaseAddress = Server.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/semantic-layer/api/graphql");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        variables ??= [];
        variables["environmentId"] = Environment;
        request.Content = new StringContent(
            new JsonObject { ["query"] = query, ["variables"] = variables }.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Creates a query; gives the whole answer.</summary>
    public Task<JsonNode> CreateAsync(string credential, string arguments) =>
        AskAsync(
            credential,
            $"mutation($environmentId: BigInt!) {{ createQuery(environmentId: $environmentId, {arguments}) {{ queryId }} }}"
        );

    /// <summary>A page of a query, once it has ended.</summary>
    public async Task<JsonNode> PageAsync(string credential, string queryId, int number = 1)
    {
        while (true)
        {
            // The server holds the question while the query works.
            var answer = await AskAsync(
                credential,
                "query($environmentId: BigInt!, $id: String!, $page: Int!) { query(environmentId: $environmentId, queryId: $id, pageNum: $page) { status error totalPages jsonResult(orient: RECORDS, encoded: false) } }",
                new JsonObject { ["id"] = queryId, ["page"] = number }
            );
            answer["errors"].ShouldBeNull(answer.ToJsonString());
            var page = answer["data"]!["query"]!;
            if (page["status"]!.ToString() is "SUCCESSFUL" or "FAILED")
            {
                return page;
            }
        }
    }

    /// <summary>The rows of a query.</summary>
    public async Task<JsonArray> RowsAsync(string credential, string arguments)
    {
        var created = await CreateAsync(credential, arguments);
        created["errors"].ShouldBeNull(created.ToJsonString());
        var page = await PageAsync(credential, created["data"]!["createQuery"]!["queryId"]!.ToString());
        page["status"]!.ToString().ShouldBe("SUCCESSFUL", page.ToJsonString());
        return JsonNode.Parse(page["jsonResult"]!.ToString())!.AsArray();
    }

    /// <summary>A service token for the Semantic Layer of the project; gives its secret.</summary>
    public Task<string> TokenAsync(string name) =>
        Server.CreateServiceTokenAsync(name, new PermissionGrant("semantic_layer_only", Project.Id, EnvironmentCategories.None));

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
