using System.Diagnostics;
using System.Globalization;
using System.Text;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Graph;

/// <summary>Figures for large projects; run by name (<c>-explicit on</c>), printed, and not judged.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    /// <summary>45,000 make a manifest of 200 MB.</summary>
    private static readonly int Models = int.Parse(
        Environment.GetEnvironmentVariable("HEADGATE_SIZE_MODELS") ?? "10000",
        CultureInfo.InvariantCulture
    );

    private const int Runs = 1_000;
    private const int NodesOfRun = 2_000;

    [Fact(Explicit = true)]
    public async Task Ten_thousand_models_and_a_thousand_runs()
    {
        await using var lab = await CreateAsync(Environment.GetEnvironmentVariable("HEADGATE_SIZE_DATABASE") ?? "SQLite");
        await lab.EndAsync(1, Text(1, "manifest.json", SmallProject.Manifest("warm")));
        await lab.ReadAsync();
        await lab.AskAsync($"{{ environment(id: {lab.Job.EnvironmentId}) {{ adapterType }} }}");
        var names = Enumerable.Range(0, Models).Select(i => $"model_{i:D5}").ToArray();
        var filler = new StringBuilder().Insert(0, "select a, b, c from somewhere where x = 1 -- and a line of comment\n", 60).ToString();
        var manifest = SmallProject.Manifest(names, name => $"{filler} {name}");
        var results = SmallProject.Results([.. names.Select(n => (n, "success"))]);
        await lab.EndAsync(2, Text(1, "manifest.json", manifest), Text(1, "run_results.json", results));
        Say($"manifest {manifest.Length / 1e6:0} MB, results {results.Length / 1e6:0} MB");
        (manifest, results) = ("", "");
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        using (var stop = new CancellationTokenSource())
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            var watch = Task.Run(
                async () =>
                {
                    while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(Cancellation))
                    {
                        peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                    }
                },
                Cancellation
            );
            await TimeAsync("ingestion, all new", () => lab.ReadAsync());
            await stop.CancelAsync();
            await watch;
        }
        Say($"heap over idle at most {(peak - before) / 1e6:0} MB");
        await lab.EndAsync(3, Text(1, "manifest.json", SmallProject.Manifest(names, name => $"{filler} {name}")));
        await TimeAsync("ingestion, nothing changed", () => lab.ReadAsync());
        var environment = lab.Job.EnvironmentId;
        var page =
            $"{{ environment(id: {environment}) {{ applied {{ models(first: 500) {{ pageInfo {{ endCursor }} edges {{ node {{ name uniqueId description }} }} }} }} }} }}";
        await TimeAsync("first question", () => lab.AskAsync(page));
        await MedianAsync("models(first: 500), outlines", () => lab.AskAsync(page));
        await MedianAsync(
            "models(first: 500) with code",
            () => lab.AskAsync(page.Replace("description", "rawCode executionInfo { lastRunStatus }", StringComparison.Ordinal))
        );
        await MedianAsync(
            "lineage of all",
            () =>
                lab.AskAsync(
                    $"{{ environment(id: {environment}) {{ applied {{ lineage(filter: {{types: [Model]}}) {{ name uniqueId resourceType parentIds }} }} }} }}"
                )
        );
        await FillAsync(lab);
        await MedianAsync(
            $"history of one model, {Runs} runs of {NodesOfRun} nodes",
            () =>
                lab.AskAsync(
                    $"{{ environment(id: {environment}) {{ applied {{ modelHistoricalRuns(uniqueId: \"{SmallProject.Id("model_00042")}\", lastRunCount: 100) {{ runId status executionTime }} }} }} }}"
                )
        );
    }

    private static async Task FillAsync(MetadataLab lab)
    {
        await using var db = await lab.Store.OpenDbAsync();
        var nodes = await db.MetadataNodes.OrderBy(n => n.UniqueId).Select(n => n.Id).Take(NodesOfRun).ToListAsync(Cancellation);
        var (first, last) = (nodes.Min(), nodes.Max());
        db.AddRange(
            Enumerable
                .Range(1, Runs)
                .Select(run => new MetadataIngest
                {
                    AccountId = lab.Job.AccountId,
                    ProjectId = lab.Job.ProjectId,
                    EnvironmentId = lab.Job.EnvironmentId,
                    JobId = lab.Job.Id,
                    RunId = 1000 + run,
                    State = "read",
                    RunEndedAt = Start + TimeSpan.FromMinutes(run),
                    ReadAt = Start,
                })
        );
        await db.SaveChangesAsync(Cancellation);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO metadata_executions (account_id, node_id, run_id, step, status, execution_time)
            SELECT {lab.Job.AccountId}, n.id, i.run_id, 1, 'success', 0.5 FROM metadata_ingests i CROSS JOIN metadata_nodes n WHERE i.run_id > 1000 AND n.id BETWEEN {first} AND {last}
            """,
            Cancellation
        );
    }

    private async Task TimeAsync(string what, Func<Task> work)
    {
        var (watch, busy) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await work();
        // On a machine with other work the time of the processor says more than the clock.
        Say($"{what}: {watch.Elapsed.TotalMilliseconds:0} ms, processor {(Environment.CpuUsage.TotalTime - busy).TotalMilliseconds:0} ms");
    }

    private async Task MedianAsync(string what, Func<Task> work)
    {
        var (times, busy) = (new List<double>(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < 15; i++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        var each = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / times.Count;
        times.Sort();
        Say($"{what}: p50 {times[times.Count / 2]:0.0} ms, least {times[0]:0.0} ms, processor {each:0.0} ms");
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
