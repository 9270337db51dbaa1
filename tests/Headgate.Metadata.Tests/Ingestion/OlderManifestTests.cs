using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Metadata.Ingestion;
using Headgate.Metadata.Tests.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Ingestion;

/// <summary>Artifacts in the forms that dbt 1.5 to 1.7 wrote (manifests v9 to v11, results v4 and v5), files that are cut off anywhere, and runs that end at once.</summary>
public sealed class OlderManifestTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task A_manifest_of_an_older_dbt_answers_the_same_questions(int version)
    {
        await using var lab = await CreateAsync();
        var run = await lab.EndAsync(
            1,
            Text(1, "manifest.json", Manifest(version).ToJsonString()),
            Text(1, "run_results.json", Results(version).ToJsonString())
        );
        await lab.ReadAsync();
        var ingest = await lab.IngestOfAsync(run);
        (ingest.State, ingest.Note, ingest.Executions).ShouldBe(("read", null, 3));

        var data = await lab.AskAsync(
            $$"""
            { environment(id: {{lab.Job.EnvironmentId}}) { dbtProjectName adapterType
              applied { resourceCounts
                models { edges { node { uniqueId rawCode compiledCode access contractEnforced tests { name } executionInfo { lastRunStatus executionTime } parents { uniqueId } } } }
                lineage(filter: {types: [Model, Seed, Source, Exposure, Metric, Snapshot, SemanticModel]}) { uniqueId ... on LineageNodeWithParents { parentIds } } }
              definition { metrics { edges { node { name formula type } } } exposures { edges { node { name ownerEmail exposureType } } } groups { edges { node { name } } }
                sources { edges { node { name } } } } } }
            """
        );
        var environment = data.At("environment");
        // Before 1.6 a manifest did not say its project's name but a digest of it.
        (environment.Text("dbtProjectName"), environment.Text("adapterType")).ShouldBe(("old_shop", "postgres"));
        var model = environment.At("applied", "models").Nodes().Single(n => n.Text("uniqueId") == "model.old_shop.orders");
        (model.Text("rawCode"), model.Text("compiledCode"), model.Text("access")).ShouldBe(
            ("select * from {{ ref('raw_orders') }}", "select * from \"db\".\"main\".\"raw_orders\"", "protected")
        );
        model.At("contractEnforced").GetBoolean().ShouldBeFalse();
        model.At("executionInfo").Text("lastRunStatus").ShouldBe("success");
        model.At("tests").EnumerateArray().Select(t => t.Text("name")).ShouldBe(["not_null_orders_id"]);
        model.At("parents").EnumerateArray().Select(p => p.Text("uniqueId")).ShouldBe(["seed.old_shop.raw_orders"]);
        var lineage = environment
            .At("applied", "lineage")
            .EnumerateArray()
            .Where(n => n.TryGetProperty("parentIds", out _))
            .ToDictionary(n => n.Text("uniqueId")!, n => string.Join(' ', n.At("parentIds").EnumerateArray().Select(p => p.GetString())));
        lineage["exposure.old_shop.board"].ShouldBe("model.old_shop.orders");
        lineage.ShouldNotContainKey("model.old_shop.off", "what is disabled is no node");
        var definition = environment.At("definition");
        var metric = definition.At("metrics").Nodes().ShouldHaveSingleItem();
        (metric.Text("name"), metric.Text("type")).ShouldBe(("takings", version == 9 ? null : "simple"));
        lineage["metric.old_shop.takings"]
            .ShouldBe(
                version == 9 ? "model.old_shop.orders"
                : version == 10 ? ""
                : "semantic_model.old_shop.orders"
            );
        definition.At("exposures").Nodes().Single().Text("ownerEmail").ShouldBe("ada@example.com");
        definition.At("groups").Nodes().Select(g => g.Text("name")).ShouldBe(["finance"]);
        definition.At("sources").Nodes().Single().Text("name").ShouldBe("raw_orders");
    }

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_is_noted_and_never_stops_the_reader()
    {
        await using var lab = await CreateAsync();
        var (manifest, results) = (Golden(1, "23-build-first", "manifest.json"), Golden(1, "23-build-first", "run_results.json"));
        var cuts = Enumerable.Range(0, 24).Select(i => (double)i / 24).ToList();
        foreach (var (index, cut) in cuts.Index())
        {
            await lab.EndAsync(
                index + 1,
                manifest with
                {
                    Content = manifest.Content[..(int)(manifest.Content.Length * cut)],
                },
                results with
                {
                    Content = results.Content[..(int)(results.Content.Length * cut)],
                }
            );
        }
        (await lab.ReadAsync()).ShouldBe(cuts.Count);
        await using var db = await lab.Store.OpenDbAsync();
        var ingests = await db.MetadataIngests.ToListAsync(Cancellation);
        ingests.Count.ShouldBe(cuts.Count);
        ingests.ShouldAllBe(i => i.State == "failed" && i.Note!.Contains("cannot be read", StringComparison.Ordinal));
        (await db.MetadataNodes.CountAsync(Cancellation)).ShouldBe(0, "half a file is not half believed");
    }

    [Theory]
    [MemberData(nameof(Databases), MemberType = typeof(MetadataLab))]
    public async Task Runs_of_one_environment_that_end_at_once_are_all_read_and_the_newest_is_what_is_now(string database)
    {
        await using var lab = await CreateAsync(database);
        var runs = new List<long>();
        foreach (var minute in Enumerable.Range(1, 6))
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"select {minute}");
            var run = await lab.EndAsync(
                minute,
                Text(1, "manifest.json", SmallProject.Manifest(["a", "b", $"m{minute}"], _ => code)),
                Text(1, "run_results.json", SmallProject.Results(("a", minute == 6 ? "error" : "success"), ("b", "success")))
            );
            runs.Add(run.Id);
        }
        var ingestion = lab.Store.Services.GetRequiredService<RunIngestion>();
        await Task.WhenAll(
            runs.AsEnumerable().Reverse().Select(run => Task.Run(() => ingestion.IngestAsync(run, again: false, Cancellation)))
        );

        await using var db = await lab.Store.OpenDbAsync();
        (await db.MetadataIngests.Select(i => i.State).ToListAsync(Cancellation)).ShouldBe(Enumerable.Repeat("read", 6));
        (await db.MetadataExecutions.CountAsync(Cancellation)).ShouldBe(12);
        (await lab.EnvironmentAsync()).DefinitionRunId.ShouldBe(runs[^1]);
        var told = await lab.AskAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ definition {{ models {{ edges {{ node {{ name rawCode }} }} }} }} applied {{ models {{ edges {{ node {{ name executionInfo {{ lastRunStatus }} }} }} }} }} }} }}"
        );
        told.At("environment", "definition", "models").Nodes().Select(n => n.Text("name")).ShouldBe(["a", "b", "m6"]);
        told.At("environment", "definition", "models").Nodes().ShouldAllBe(n => n.Text("rawCode") == "select 6");
        told.At("environment", "applied", "models").Nodes()[0].At("executionInfo").Text("lastRunStatus").ShouldBe("error");
    }

    private static JsonObject Manifest(int version)
    {
        var metadata = Json(
            $$"""{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v{{version}}.json","dbt_version":"1.{{version - 4}}.4","generated_at":"2026-11-24T05:58:00.000000Z","invocation_id":"i","env":{},"project_id":"{{ProjectId}}","user_id":null,"send_anonymous_usage_stats":false,"adapter_type":"postgres"}"""
        );
        if (version > 9)
        {
            metadata["project_name"] = "old_shop";
        }
        var contract = version == 9 ? "false" : """{"enforced":false,"checksum":null}""";
        // Every node had an access in v9; later models alone.
        var access = version == 9 ? ",\"access\":\"protected\"" : "";
        var more = version == 10 ? ",\"public_nodes\":[]" : "";
        string Node(string id, string rest, string parents = "") =>
            $$"""{"database":"db","schema":"main","name":"{{id.Split('.')[2]}}","resource_type":"{{id.Split('.')[0]}}","package_name":"old_shop","path":"x.sql","original_file_path":"models/x.sql","unique_id":"{{id}}","fqn":["old_shop","{{id.Split('.')[2]}}"],"alias":"{{id.Split('.')[2]}}","checksum":{"name":"sha256","checksum":"0"},"tags":[],"description":"","columns":{},"meta":{},"group":null,"docs":{"show":true,"node_color":null},"patch_path":null,"build_path":null,"deferred":false,"unrendered_config":{},"created_at":1677187446.05,"relation_name":"\"db\".\"main\".\"x\"","depends_on":{"macros":[],"nodes":[{{parents}}]{{more}}},"contract":{{contract}}{{rest}}}""";
        return new JsonObject
        {
            ["metadata"] = metadata,
            ["nodes"] = new JsonObject
            {
                ["model.old_shop.orders"] = Json(
                    Node(
                        "model.old_shop.orders",
                        ",\"raw_code\":\"select * from {{ ref('raw_orders') }}\",\"language\":\"sql\",\"access\":\"protected\",\"refs\":"
                            + (version == 9 ? "[[\"raw_orders\"]]" : """[{"name":"raw_orders","package":null,"version":null}]""")
                            + ",\"config\":{\"enabled\":true,\"materialized\":\"view\",\"contract\":"
                            + (version == 9 ? "false" : "{\"enforced\":false}")
                            + "}",
                        "\"seed.old_shop.raw_orders\""
                    )
                ),
                ["seed.old_shop.raw_orders"] = Json(
                    Node(
                        "seed.old_shop.raw_orders",
                        $",\"raw_code\":\"\",\"root_path\":\"/tmp/p\",\"config\":{{\"materialized\":\"seed\"}}{access}"
                    )
                ),
                ["test.old_shop.not_null_orders_id.43e0e9183a"] = Json(
                    Node(
                        "test.old_shop.not_null_orders_id.43e0e9183a",
                        $$""","test_metadata":{"name":"not_null","kwargs":{"column_name":"id"},"namespace":null},"column_name":"id","file_key_name":"models.orders","attached_node":"model.old_shop.orders","config":{"materialized":"test"}{{access}}""",
                        "\"model.old_shop.orders\""
                    )
                ),
                ["analysis.old_shop.a"] = Json(Node("analysis.old_shop.a", access)),
                ["operation.old_shop.hook-on-run-end-0"] = Json(Node("operation.old_shop.hook-on-run-end-0", access)),
            },
            ["sources"] = new JsonObject
            {
                ["source.old_shop.files.raw_orders"] = Json(
                    """{"database":"db","schema":"files","name":"raw_orders","resource_type":"source","package_name":"old_shop","unique_id":"source.old_shop.files.raw_orders","source_name":"files","source_description":"","loader":"csv","identifier":"raw_orders","freshness":{"warn_after":{"count":null,"period":null},"error_after":{"count":null,"period":null},"filter":null},"external":null,"config":{"enabled":true},"columns":{},"original_file_path":"models/schema.yml","fqn":["old_shop","files","raw_orders"]}"""
                ),
            },
            ["macros"] = new JsonObject(),
            ["docs"] = new JsonObject(),
            ["exposures"] = new JsonObject
            {
                ["exposure.old_shop.board"] = Json(
                    $$"""{"name":"board","resource_type":"exposure","package_name":"old_shop","unique_id":"exposure.old_shop.board","type":"dashboard","owner":{"email":"ada@example.com","name":null},"label":null,"maturity":null,"url":null,"config":{"enabled":true},"depends_on":{"macros":[],"nodes":["model.old_shop.orders"]{{more}}},"original_file_path":"models/schema.yml","fqn":["old_shop","board"]}"""
                ),
            },
            ["metrics"] = new JsonObject { ["metric.old_shop.takings"] = Json(Metric(version)) },
            ["groups"] = new JsonObject
            {
                ["group.old_shop.finance"] = Json(
                    """{"name":"finance","resource_type":"group","package_name":"old_shop","unique_id":"group.old_shop.finance","owner":{"email":null,"name":"Ada"},"path":"schema.yml","original_file_path":"models/schema.yml"}"""
                ),
            },
            ["semantic_models"] =
                version < 11
                    ? new JsonObject()
                    : new JsonObject
                    {
                        ["semantic_model.old_shop.orders"] = Json(
                            """{"name":"orders","resource_type":"semantic_model","package_name":"old_shop","unique_id":"semantic_model.old_shop.orders","model":"ref('orders')","entities":[],"measures":[{"name":"takings","agg":"sum"}],"dimensions":[],"depends_on":{"macros":[],"nodes":["model.old_shop.orders"]},"original_file_path":"models/schema.yml","fqn":["old_shop","orders"]}"""
                        ),
                    },
            ["disabled"] = new JsonObject { ["model.old_shop.off"] = new JsonArray(Json(Node("model.old_shop.off", access))) },
            ["selectors"] = new JsonObject(),
            ["parent_map"] = new JsonObject { ["model.old_shop.orders"] = new JsonArray("seed.old_shop.raw_orders") },
            ["child_map"] = new JsonObject(),
            ["group_map"] = new JsonObject { ["finance"] = new JsonArray() },
            ["public_nodes"] = new JsonObject(),
        };
    }

    /// <summary>md5 of "old_shop", as dbt has it.</summary>
    private const string ProjectId = "ef4462d1faa8b89bfa82c2d4b0361a56";

    private static string Metric(int version) =>
        version == 9
            ? """{"name":"takings","resource_type":"metric","package_name":"old_shop","unique_id":"metric.old_shop.takings","description":"","label":"Takings","calculation_method":"sum","expression":"amount","filters":[],"time_grains":["day"],"dimensions":[],"timestamp":"ordered_at","window":null,"model":"ref('orders')","model_unique_id":null,"config":{"enabled":true,"group":null},"depends_on":{"macros":[],"nodes":["model.old_shop.orders"]},"fqn":["old_shop","takings"],"original_file_path":"models/schema.yml"}"""
            : $$"""{"name":"takings","resource_type":"metric","package_name":"old_shop","unique_id":"metric.old_shop.takings","description":"","label":"Takings","type":"simple","type_params":{"measure":{"name":"takings","filter":null,"alias":null},"measures":[],"expr":null,"window":null,"grain_to_date":null,"metrics":[]},"filter":null,"config":{"enabled":true,"group":null},"depends_on":{"macros":[],"nodes":[{{(version == 11 ? "\"semantic_model.old_shop.orders\"" : "")}}]},"fqn":["old_shop","takings"],"original_file_path":"models/schema.yml"}""";

    private static JsonObject Results(int version) =>
        Json(
            $$$"""{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/run-results/v{{{(version == 11 ? 5 : 4)}}}.json","dbt_version":"1.{{{version - 4}}}.4","generated_at":"2026-11-24T05:59:00.000000Z","invocation_id":"i","env":{}},"results":[{"status":"success","timing":[{"name":"compile","started_at":"2026-11-24T05:58:00.000000Z","completed_at":"2026-11-24T05:58:01.000000Z"},{"name":"execute","started_at":"2026-11-24T05:58:01.000000Z","completed_at":"2026-11-24T05:58:02.000000Z"}],"thread_id":"Thread-1 (worker)","execution_time":2.0,"adapter_response":{"_message":"CREATE VIEW"},"message":"CREATE VIEW","failures":null,"unique_id":"model.old_shop.orders","compiled_code":"select * from \"db\".\"main\".\"raw_orders\""},{"status":"success","timing":[],"thread_id":"Thread-1 (worker)","execution_time":0.1,"adapter_response":{},"message":"INSERT 2","failures":null,"unique_id":"seed.old_shop.raw_orders"},{"status":"pass","timing":[],"thread_id":"Thread-2 (worker)","execution_time":0.1,"adapter_response":{},"message":null,"failures":0,"unique_id":"test.old_shop.not_null_orders_id.43e0e9183a"}],"elapsed_time":3.0,"args":{"which":"build","rpc_method":null}}"""
        );

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
