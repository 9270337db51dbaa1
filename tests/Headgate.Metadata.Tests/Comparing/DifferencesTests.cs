using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Metadata.Columns;
using Headgate.Metadata.Comparing;
using Headgate.Metadata.Graph;
using Headgate.Metadata.State;
using Headgate.Metadata.Tests.Columns;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Comparing;

/// <summary>What differs between what two runs left, and between what two environments have built.</summary>
public sealed class DifferencesTests
{
    [Fact]
    public async Task Two_runs_differ_in_nodes_code_form_columns_end_rows_and_time()
    {
        await using var lab = await CreateAsync();
        var before = await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest(["a", "b", "c", "gone"], model => $"select 1 as {model}")),
            Results(("a", "success", 1.0, 10), ("b", "success", 1.0, 5), ("c", "success", 1.0, 5), ("gone", "success", 1.0, 1)),
            Catalog(("a", "id integer, name text", 100))
        );
        var after = await lab.EndAsync(
            2,
            Text(
                1,
                "manifest.json",
                SmallProject
                    .Manifest(["a", "b", "c", "new"], model => model == "a" ? "select 2 as a" : $"select 1 as {model}")
                    .Replace("\"materialized\":\"view\"", "\"materialized\":\"table\"", StringComparison.Ordinal)
            ),
            Results(("a", "success", 9.5, 11), ("b", "error", 1.4, null), ("c", "success", 1.0, 4), ("new", "success", 1.0, 1)),
            Catalog(("a", "id integer, label text", 120))
        );
        var told = await OfRunsAsync(lab, before, after);
        (told.Before, told.After, told.NodesBefore, told.NodesAfter).ShouldBe(($"run {before.Id}", $"run {after.Id}", 4, 4));
        told.Differences.Select(d => (d.What, d.Name, d.Detail))
            .ShouldBe([
                ("code", "a", ""),
                ("materialized", "a", "view -> table"),
                ("columns", "a", "-name text, +label text"),
                ("rows", "a", "100 -> 120 (+20)"),
                ("time", "a", "1.0 s -> 9.5 s"),
                ("materialized", "b", "view -> table"),
                ("status", "b", "success -> error"),
                ("materialized", "c", "view -> table"),
                ("rows", "c", "5 -> 4 written (-1)"),
                ("removed", "gone", ""),
                ("added", "new", ""),
            ]);
        told.Total.ShouldBe(11);
    }

    [Fact]
    public async Task The_same_run_differs_from_itself_in_nothing()
    {
        await using var lab = await CreateAsync();
        var run = await lab.EndAsync(1, Golden(4, "23-build-first", "manifest.json"), Golden(4, "23-build-first", "run_results.json"));
        var told = await OfRunsAsync(lab, run, run);
        told.NodesAfter.ShouldBeGreaterThan(20);
        told.Differences.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases), MemberType = typeof(MetadataLab))]
    public async Task Two_environments_differ_as_they_were_last_built_also_in_columns_that_no_catalog_tells(string database)
    {
        await using var lab = await CreateAsync(database);
        var staging = await OtherAsync(lab);
        await lab.EndAsync(1, Project("id, amount").Files());
        await lab.EndAsync(staging, 2, Project("id, amount * 2 as amount, 'x' as mark").Files());
        (await lab.ReadAsync()).ShouldBe(2);
        await lab.KeepColumnsAsync();
        var told = await OfEnvironmentsAsync(lab, staging, []);
        told.Differences.Select(d => (d.What, d.Name)).ShouldBe([("code", "orders"), ("columns", "orders")]);
        told.Differences[1].Detail.ShouldContain("+mark varchar");
        // Whoever may not learn of columns learns that they differ, as of code.
        (await OfEnvironmentsAsync(lab, staging, [ShownFacts.Columns])).Differences.ShouldAllBe(d => d.Detail.Length == 0);
    }

    private static ColumnProject Project(string columns) =>
        new ColumnProject()
            .WithSource("t", "id integer, amount integer")
            .WithModel("orders", "raw.t", $"select {columns} from \"db\".\"raw\".\"t\"");

    private static async Task<Job> OtherAsync(MetadataLab lab)
    {
        await using var db = await lab.Store.OpenDbAsync();
        var environment = await db.Environments.AsNoTracking().SingleAsync(e => e.Id == lab.Job.EnvironmentId, Cancellation);
        (environment.Id, environment.Name) = (0, "Staging");
        db.Add(environment);
        await db.SaveChangesAsync(Cancellation);
        var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == lab.Job.Id, Cancellation);
        (job.Id, job.EnvironmentId) = (0, environment.Id);
        db.Add(job);
        await db.SaveChangesAsync(Cancellation);
        return job;
    }

    private static async Task<DifferencesView> OfRunsAsync(MetadataLab lab, Run before, Run after)
    {
        var states = lab.Store.Services.GetRequiredService<RunStates>();
        return await Comparison(lab, [])
            .OfAsync(
                new($"run {before.Id}", await states.OfAsync(before, Cancellation), ColumnGraph.Empty),
                new($"run {after.Id}", await states.OfAsync(after, Cancellation), ColumnGraph.Empty),
                Cancellation
            );
    }

    private static async Task<DifferencesView> OfEnvironmentsAsync(MetadataLab lab, Job other, string[] withheld)
    {
        var services = lab.Store.Services;
        async Task<Differences.Side> SideAsync(long environment) =>
            new(
                $"environment {environment}",
                (await services.GetRequiredService<EnvironmentStates>().FindAsync(environment, Cancellation))!.Applied,
                await services.GetRequiredService<Metadata.Columns.Keeping.ColumnStates>().FindAsync(environment, Cancellation)
            );
        return await Comparison(lab, withheld)
            .OfAsync(await SideAsync(lab.Job.EnvironmentId), await SideAsync(other.EnvironmentId), Cancellation);
    }

    private static Differences Comparison(MetadataLab lab, string[] withheld) =>
        new(new NodeTexts(lab.Store.Services.GetRequiredService<IDbContextFactory<HeadgateDb>>()), withheld);

    private static LabFile Results(params (string Model, string Status, double Seconds, long? Rows)[] results) =>
        Text(
            1,
            "run_results.json",
            JsonSerializer.Serialize(
                new
                {
                    metadata = new { generated_at = "2026-11-24T06:00:00.000000Z", invocation_id = "1" },
                    args = new { which = "build" },
                    results = results.Select(r => new
                    {
                        unique_id = SmallProject.Id(r.Model),
                        status = r.Status,
                        execution_time = r.Seconds,
                        adapter_response = new { rows_affected = r.Rows },
                    }),
                }
            )
        );

    private static LabFile Catalog(params (string Model, string Columns, long Rows)[] tables) =>
        Text(
            1,
            "catalog.json",
            JsonSerializer.Serialize(
                new
                {
                    metadata = new { generated_at = "2026-11-24T05:00:00.000000Z" },
                    sources = new { },
                    nodes = tables.ToDictionary(
                        t => SmallProject.Id(t.Model),
                        t => new
                        {
                            metadata = new { type = "BASE TABLE" },
                            columns = t
                                .Columns.Split(", ")
                                .Select((c, i) => (c, i))
                                .ToDictionary(
                                    c => c.c.Split(' ')[0],
                                    c => new
                                    {
                                        name = c.c.Split(' ')[0],
                                        type = c.c.Split(' ')[1],
                                        index = c.i + 1,
                                    }
                                ),
                            stats = new
                            {
                                row_count = new
                                {
                                    id = "row_count",
                                    label = "Rows",
                                    value = t.Rows,
                                    include = true,
                                },
                            },
                        }
                    ),
                }
            )
        );
}
