using System.Text;
using Headgate.Store.Model;
using Headgate.Testing;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Ingestion;

/// <summary>What a project writes can be anything: it becomes a note, and never stops the reader.</summary>
public sealed class HostileArtifactTests
{
    public static TheoryData<string, string, string> Broken() =>
        new()
        {
            { "nothing", "", "is no JSON" },
            { "no JSON", "<html>", "is no JSON" },
            { "a list", "[]", "an object was expected" },
            { "no nodes", """{"metadata":{}}""", "no manifest" },
            { "cut off", SmallProject.Manifest("a", "b")[..300], "cannot be read" },
            { "nodes are a list", """{"nodes":[1,2]}""", "an object was expected" },
            { "nested", """{"nodes":{"model.a.b":""" + new string('[', 5000) + "}}", "nested too deep" },
            { "a name that is no text", """{"nodes":{"\ud800.x":{}}}""", "cannot be read" },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_manifest_that_is_none_is_noted_and_the_results_are_read_all_the_same(string what, string text, string note)
    {
        await using var lab = await CreateAsync();
        await lab.EndAsync(1, Text(1, "manifest.json", SmallProject.Manifest("a")));
        var run = await lab.EndAsync(
            2,
            Text(1, "manifest.json", text),
            Text(1, "run_results.json", SmallProject.Results(("a", "success")))
        );
        (await lab.ReadAsync()).ShouldBe(2);
        var ingest = await lab.IngestOfAsync(run);
        (ingest.State, ingest.Executions).ShouldBe(("partly", 1), what);
        ingest.Note!.ShouldContain(note);
        (await lab.EnvironmentAsync()).DefinitionRunId.ShouldNotBe(run.Id);
    }

    [Fact]
    public async Task Values_of_wrong_types_are_as_if_they_were_not_there()
    {
        await using var lab = await CreateAsync();
        var run = await lab.EndAsync(
            1,
            Text(
                1,
                "manifest.json",
                """
                {"metadata":[1],"nodes":{
                  "model.shop.a":{"resource_type":"model","name":7,"tags":{"x":1},"config":"none","depends_on":[1],"fqn":"a","columns":3,"description":null},
                  "model.shop.b":"text","x":{"resource_type":"model"},"rpc.shop.c":{"resource_type":"rpc"},
                  "model.shop.d":{"resource_type":"model","name":"d\u0000d","depends_on":{"nodes":["model.shop.d","model.other.x",5]}}},
                 "sources":{"source.shop.s.t":null}}
                """
            ),
            Text(
                1,
                "run_results.json",
                """{"elapsed_time":"long","args":[],"results":[1,{"unique_id":"model.shop.a"},{"unique_id":"model.shop.a","status":"success","timing":{},"execution_time":1e999,"failures":"x"}]}"""
            )
        );
        await lab.ReadAsync();
        var ingest = await lab.IngestOfAsync(run);
        (ingest.State, ingest.Nodes, ingest.Executions).ShouldBe(("read", 2, 1), ingest.Note);
        ingest.Note!.ShouldContain("3 entries of manifest.json are no nodes");
    }

    [Fact]
    public async Task One_entry_that_is_too_large_ends_the_reading_of_its_file()
    {
        await using var lab = await CreateAsync();
        var text = new StringBuilder("""{"nodes":{"model.shop.a":{"resource_type":"model","raw_code":" """);
        text.Append('x', 18 << 20).Append("\"}}}");
        var run = await lab.EndAsync(1, Text(1, "manifest.json", text.ToString()));
        await lab.ReadAsync();
        (await lab.IngestOfAsync(run)).Note!.ShouldContain("larger than 16 MiB");
    }

    [Fact]
    public async Task A_run_without_artifacts_and_one_that_is_gone_are_passed_over()
    {
        await using var lab = await CreateAsync();
        var run = await lab.EndAsync(1);
        await using (var db = await lab.Store.OpenDbAsync())
        {
            db.Add(
                new OutboxEvent
                {
                    AccountId = lab.Job.AccountId,
                    RunId = 987_654,
                    Type = "run.errored",
                    CreatedAt = Start,
                }
            );
            await db.SaveChangesAsync(Cancellation);
        }
        await lab.ReadAsync();
        var ingest = await lab.IngestOfAsync(run);
        (ingest.State, ingest.Note).ShouldBe(("nothing", "The run left no artifacts."));
        (await lab.EnvironmentAsync()).Version.ShouldBe(0);
        (await lab.ReadAsync()).ShouldBe(0);
    }

    [Attack("BOX-40")]
    [Fact]
    public async Task Artifacts_that_claim_another_run_are_this_runs_and_touch_no_other_environment()
    {
        await using var lab = await CreateAsync();
        var other = await lab.Store.AddJobAsync();
        await lab.EndAsync(other, 1, Text(1, "manifest.json", SmallProject.Manifest("salaries")));
        await lab.ReadAsync();
        var run = await lab.EndAsync(
            2,
            Text(
                1,
                "manifest.json",
                """
                {"metadata":{"env":{"DBT_CLOUD_RUN_ID":"6000","DBT_CLOUD_PROJECT_ID":"20"},"invocation_id":"x"},"nodes":{
                  "model.shop.salaries":{"resource_type":"model","name":"salaries","original_file_path":"../../../keys/x","raw_code":"stolen"}}}
                """
            )
        );
        await lab.ReadAsync();
        (await lab.IngestOfAsync(run)).Note!.ShouldContain("claims another run");
        await using var db = await lab.Store.OpenDbAsync();
        db.MetadataNodes.Where(n => n.UniqueId == "model.shop.salaries")
            .Select(n => n.EnvironmentId)
            .ToList()
            .Order()
            .ShouldBe(new[] { lab.Job.EnvironmentId, other.EnvironmentId }.Order());
        db.MetadataEnvironments.Single(e => e.EnvironmentId == other.EnvironmentId).Version.ShouldBe(1);
    }
}
