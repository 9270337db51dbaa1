using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.SemanticLayer;

/// <summary>Puts metrics into environments of the standing data, as if runs had left them, and agents that may query some of them.</summary>
internal static class SemanticLayerRows
{
    /// <summary>The canary of project 20.</summary>
    public const string Secret = "bonus_of_payroll";

    private const string Manifest = """
        {"semantic_models":[{"name":"orders","node_relation":{"alias":"orders","schema_name":"shop","database":"db","relation_name":"\"db\".\"shop\".\"orders\""},
          "defaults":{"agg_time_dimension":"ordered_on"},"entities":[{"name":"order","type":"primary","expr":"order_id"}],
          "dimensions":[{"name":"ordered_on","type":"time","type_params":{"time_granularity":"day"}},{"name":"region","type":"categorical"},{"name":"employee_name","type":"categorical"}],
          "measures":[{"name":"NAME","agg":"sum","expr":"amount","agg_time_dimension":"ordered_on"},{"name":"salaries","agg":"sum","expr":"salary","agg_time_dimension":"ordered_on"}]}],
         "metrics":[{"name":"NAME","type":"simple","type_params":{"measure":{"name":"NAME"},"input_measures":[{"name":"NAME"}]}},
          {"name":"salaries","type":"simple","type_params":{"measure":{"name":"salaries"},"input_measures":[{"name":"salaries"}]}}],
         "saved_queries":[{"name":"pay","query_params":{"metrics":["salaries"],"group_by":["Dimension('order__region')"],"where":null}}],
         "project_configuration":{"time_spines":[],"time_spine_table_configurations":[]}}
        """;

    /// <summary>Metrics in environments 100 and 200; once.</summary>
    public static async Task AddAsync(StandingServer server)
    {
        await using var db = server.Database();
        if (await db.Artifacts.AnyAsync(a => a.Path == SemanticManifestFile.Path))
        {
            return;
        }
        foreach (var (run, name) in ((long, string)[])[(5000, "revenue"), (6000, Secret)])
        {
            var (sha, size) = await server
                .Services.GetRequiredService<ArtifactStore>()
                .PutAsync(
                    new MemoryStream(Encoding.UTF8.GetBytes(Manifest.Replace("NAME", name, StringComparison.Ordinal))),
                    CancellationToken.None
                );
            db.Add(
                new Artifact
                {
                    AccountId = 1,
                    RunId = run,
                    Step = 1,
                    Path = SemanticManifestFile.Path,
                    Sha256 = sha,
                    Size = size,
                }
            );
        }
        await db.SaveChangesAsync();
        // All may read definitions; they differ in what they may ask the warehouse for.
        await AgentAsync(server, "KQ", "asker", new NewGrant("metrics.query", "full") { EnvironmentIds = [100] });
        await AgentAsync(
            server,
            "KB",
            "bound asker",
            ..((string[])["metrics.query", "metrics.compile"]).Select(capability => new NewGrant(capability, "full")
            {
                EnvironmentIds = [100],
                When = new GrantConditions { Metrics = new() { Names = ["revenue"] } },
            })
        );
        await AgentAsync(server, "KC", "compiler", new NewGrant("metrics.compile", "full") { EnvironmentIds = [100] });
    }

    private static async Task AgentAsync(StandingServer server, string key, string name, params NewGrant[] grants)
    {
        var issued = await server.Registry.CreateAsync(1, new NewAgent(name), ChangeActor.Operator, CancellationToken.None);
        server.Keys[key] = issued.Value!.Secret.Reveal();
        foreach (var grant in (NewGrant[])[.. grants, new NewGrant("metrics", "read") { EnvironmentIds = [100] }])
        {
            var put = await server.Registry.PutGrantAsync(1, issued.Value.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None);
            put.Fault.ShouldBeNull();
        }
    }
}
