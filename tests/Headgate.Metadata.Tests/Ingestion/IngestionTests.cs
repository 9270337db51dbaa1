using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.Ingestion;
using Headgate.Metadata.Settings;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Ingestion;

public sealed class IngestionTests
{
    public static TheoryData<string> Databases => MetadataLab.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_a_run_of_real_dbt_left_becomes_what_is_known_of_its_environment(string database)
    {
        await using var lab = await CreateAsync(database);
        var run = await lab.EndAsync(
            10,
            Golden(4, "23-build-first", "manifest.json"),
            Golden(4, "23-build-first", "run_results.json"),
            Golden(5, "10-source-freshness", "sources.json"),
            Golden(6, "09-docs-generate", "run_results.json"),
            Golden(6, "09-docs-generate", "catalog.json"),
            Golden(6, "09-docs-generate", "manifest.json")
        );
        (await lab.ReadAsync()).ShouldBe(1);

        var ingest = await lab.IngestOfAsync(run);
        (ingest.State, ingest.Note).ShouldBe(("read", null));
        // 56 nodes without the four hooks, 4 sources, 16 macros, 1 exposure, 6 metrics, 1 group, 1 saved query, 2 semantic models, 5 unit tests.
        ingest.Nodes.ShouldBe(92);
        // 60 results of nodes, without the four of hooks, and 3 sources that have rules of freshness; what docs generate compiled was not executed.
        ingest.Executions.ShouldBe(63);
        var environment = await lab.EnvironmentAsync();
        (environment.DbtProjectName, environment.AdapterType, environment.DefinitionRunId).ShouldBe(("orchard", "postgres", run.Id));
        (environment.AppliedGitSha, environment.AppliedAt).ShouldBe(("sha-10", run.FinishedAt));

        var sales = await lab.NodeAsync("model.orchard.fct_sales");
        var execution = JsonSerializer.Deserialize(sales.Execution!, MetadataJson.Default.NodeExecution)!;
        (execution.Status, execution.RunId, execution.SuccessRunId).ShouldBe(("success", run.Id, run.Id));
        execution.ExecuteStartedAt.ShouldNotBeNull();
        Packed.Text(sales.CompiledCode).ShouldContain("from \"oracle\".\"orchard\".\"stg_sales\"");
        Packed.Text(sales.Catalog).ShouldContain("\"numeric(12,2)\"");
        sales.DefinitionId.ShouldNotBeNull();
        sales.AppliedId.ShouldBe(sales.DefinitionId);
        var source = await lab.NodeAsync("source.orchard.farm.customers_src");
        JsonSerializer.Deserialize(source.Freshness!, MetadataJson.Default.NodeFreshness)!.Status.ShouldBe("error");
        (await lab.NodeAsync("model.orchard.eph_chain")).AppliedId.ShouldBeNull("an ephemeral model is never executed");

        // Nothing of a definition differs between two manifests of the same project.
        await lab.EndAsync(20, Golden(4, "08-compile", "manifest.json"));
        await lab.ReadAsync();
        await using var db = await lab.Store.OpenDbAsync();
        var again = await db.MetadataDefinitions.Where(row => row.RunId != run.Id).Select(row => row.UniqueId).ToListAsync(Cancellation);
        again.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Applied_is_what_was_last_built_and_defined_is_what_was_last_parsed(string database)
    {
        await using var lab = await CreateAsync(database);
        var first = await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a", "b")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success"), ("b", "success")))
        );
        // b is not selected and has changed; c is new and was never built; a fails.
        var second = await lab.EndAsync(
            2,
            Text(1, "manifest.json", SmallProject.Manifest(["a", "b", "c"], model => model == "b" ? "select 2" : $"select 1 as {model}")),
            Text(1, "run_results.json", SmallProject.Results(("a", "error")))
        );
        (await lab.ReadAsync()).ShouldBe(2);

        var (a, b, c) = (
            await lab.NodeAsync(SmallProject.Id("a")),
            await lab.NodeAsync(SmallProject.Id("b")),
            await lab.NodeAsync(SmallProject.Id("c"))
        );
        var execution = JsonSerializer.Deserialize(a.Execution!, MetadataJson.Default.NodeExecution)!;
        (execution.Status, execution.RunId, execution.SuccessRunId).ShouldBe(("error", second.Id, first.Id));
        execution.Message.ShouldBe("error of a");
        b.AppliedId.ShouldNotBeNull();
        b.AppliedId.ShouldNotBe(b.DefinitionId);
        (c.AppliedId, c.Execution).ShouldBe((null, null));
        (await lab.EnvironmentAsync()).Version.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_run_is_in_effect_once_however_often_it_is_read(string database)
    {
        await using var lab = await CreateAsync(database);
        var run = await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success")))
        );
        var ingestion = lab.Store.Services.GetRequiredService<RunIngestion>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ingestion.IngestAsync(run.Id, again: false, Cancellation)));
        // As after a crash between the commit and whatever follows it.
        (await lab.ReadAsync()).ShouldBe(0);
        await CountAsync(lab, run.Id, 1);

        await ingestion.IngestAsync(run.Id, again: true, Cancellation);
        await CountAsync(lab, run.Id, 1);
    }

    [Fact]
    public async Task A_crash_in_the_middle_leaves_nothing_and_the_next_look_reads_the_run()
    {
        await using var lab = await CreateAsync();
        var run = await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success")))
        );
        await using (var db = await lab.Store.OpenDbAsync())
        {
            await db.Database.ExecuteSqlRawAsync(
                "CREATE TRIGGER fails BEFORE INSERT ON metadata_ingests BEGIN SELECT RAISE(FAIL, 'the disk is gone'); END",
                Cancellation
            );
        }
        await Should.ThrowAsync<Exception>(lab.ReadAsync);
        await using (var db = await lab.Store.OpenDbAsync())
        {
            (await db.MetadataExecutions.CountAsync(Cancellation) + await db.MetadataNodes.CountAsync(Cancellation)).ShouldBe(0);
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER fails", Cancellation);
        }
        (await lab.ReadAsync()).ShouldBe(1);
        await CountAsync(lab, run.Id, 1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_older_run_that_is_read_late_changes_the_history_and_not_what_is_now(string database)
    {
        await using var lab = await CreateAsync(database);
        var older = await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a", "old")),
            Text(1, "run_results.json", SmallProject.Results(("a", "error")))
        );
        var newer = await lab.EndAsync(
            2,
            Text(1, "manifest.json", SmallProject.Manifest("a")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success")))
        );
        var ingestion = lab.Store.Services.GetRequiredService<RunIngestion>();
        await ingestion.IngestAsync(newer.Id, again: false, Cancellation);
        await ingestion.IngestAsync(older.Id, again: false, Cancellation);

        var a = await lab.NodeAsync(SmallProject.Id("a"));
        JsonSerializer.Deserialize(a.Execution!, MetadataJson.Default.NodeExecution)!.RunId.ShouldBe(newer.Id);
        (await lab.EnvironmentAsync()).DefinitionRunId.ShouldBe(newer.Id);
        await using var db = await lab.Store.OpenDbAsync();
        (await db.MetadataExecutions.CountAsync(row => row.NodeId == a.Id, Cancellation)).ShouldBe(2);
        (await db.MetadataNodes.CountAsync(row => row.UniqueId == SmallProject.Id("old"), Cancellation)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nodes_that_are_gone_are_not_defined_and_keep_their_history(string database)
    {
        await using var lab = await CreateAsync(database);
        await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a", "b")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success"), ("b", "success")))
        );
        await lab.EndAsync(2, Text(1, "manifest.json", SmallProject.Manifest("a")));
        await lab.ReadAsync();
        var b = await lab.NodeAsync(SmallProject.Id("b"));
        (b.DefinitionId, b.AppliedId is null).ShouldBe((null, false));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task History_goes_after_its_days_and_what_is_now_stays(string database)
    {
        await using var lab = await CreateAsync(database, new MetadataSettings { KeepDays = 30 });
        await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest(["a", "b"], _ => "select 1")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success"), ("b", "success")))
        );
        await lab.EndAsync(2, Text(1, "manifest.json", SmallProject.Manifest(["a"], _ => "select 2")));
        await lab.ReadAsync();
        lab.Clock.Advance(TimeSpan.FromDays(40));
        (await lab.Store.Services.GetRequiredService<HistoryRetention>().RemoveAsync(Cancellation)).ShouldBe(2);

        await using var db = await lab.Store.OpenDbAsync();
        (await db.MetadataExecutions.CountAsync(Cancellation)).ShouldBe(0);
        (await db.MetadataNodes.Select(row => row.UniqueId).ToListAsync(Cancellation)).ShouldBe([SmallProject.Id("a")]);
        // What a was built from, and what it is now; b's is named by nothing.
        (await db.MetadataDefinitions.CountAsync(Cancellation)).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_known_of_columns_goes_with_the_environment_that_was_deleted(string database)
    {
        await using var lab = await CreateAsync(database);
        await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success")))
        );
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();
        await using var db = await lab.Store.OpenDbAsync();
        var retention = lab.Store.Services.GetRequiredService<HistoryRetention>();
        await retention.RemoveAsync(Cancellation);
        (await db.MetadataColumns.CountAsync(Cancellation)).ShouldBe(1);

        await db
            .Environments.Where(e => e.Id == lab.Job.EnvironmentId)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, RowState.Deleted), Cancellation);
        await retention.RemoveAsync(Cancellation);
        (await db.MetadataColumns.CountAsync(Cancellation)).ShouldBe(0);
        (await lab.KeepColumnsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Results_of_every_step_count_and_what_was_only_compiled_does_not()
    {
        await using var lab = await CreateAsync();
        var run = await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a", "b", "c")),
            Text(1, "run_results.json", SmallProject.Results("run", ("a", "success"))),
            Text(2, "run_results.json", SmallProject.Results("run", ("b", "success"), ("a", "error"))),
            Text(3, "run_results.json", SmallProject.Results("compile", ("c", "success")))
        );
        await lab.ReadAsync();
        (await lab.IngestOfAsync(run)).Executions.ShouldBe(3);
        JsonSerializer
            .Deserialize((await lab.NodeAsync(SmallProject.Id("a"))).Execution!, MetadataJson.Default.NodeExecution)!
            .Status.ShouldBe("error", "the last step says how it is");
        (await lab.NodeAsync(SmallProject.Id("c"))).Execution.ShouldBeNull();
    }

    private static async Task CountAsync(MetadataLab lab, long run, int executions)
    {
        await using var db = await lab.Store.OpenDbAsync();
        (await db.MetadataIngests.CountAsync(row => row.RunId == run, Cancellation)).ShouldBe(1);
        (await db.MetadataExecutions.CountAsync(row => row.RunId == run, Cancellation)).ShouldBe(executions);
        (await db.OutboxEvents.CountAsync(row => row.IngestedAt == null, Cancellation)).ShouldBe(0);
    }
}
