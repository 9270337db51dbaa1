using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Metadata.State;
using Headgate.Metadata.Timing;
using Headgate.Store.Model;
using Microsoft.Extensions.DependencyInjection;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Timing;

/// <summary>Which nodes a run's length hung on.</summary>
public sealed class CriticalPathTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_path_goes_from_what_ended_last_back_through_what_it_waited_for()
    {
        // a is read by b and, through an ephemeral model, by c, which has a test that d waits for; d begins two seconds late.
        var told = await OfAsync(
            [("a", ""), ("b", "a"), ("e", "a"), ("c", "e"), ("d", "b c")],
            [("a", 0, 3), ("b", 3, 4), ("c", 3, 10), ("test_c", 10, 11), ("d", 13, 20)]
        );
        told.Steps.Select(s => (s.Name, s.Seconds, s.Waited)).ShouldBe([("a", 3, 0), ("c", 7, 0), ("test_c", 1, 0), ("d", 7, 2)]);
        (told.Elapsed, told.Busy, told.OnPath, told.Waited, told.Least).ShouldBe((20, 19, 18, 2, 18));
    }

    [Fact]
    public async Task A_thread_that_was_missing_is_waited_for_and_is_not_part_of_the_least()
    {
        var told = await OfAsync([("a", ""), ("b", ""), ("c", "")], [("a", 0, 5), ("b", 5, 9), ("c", 9, 12)]);
        told.Steps.Select(s => (s.Name, s.Waited)).ShouldBe([("c", 9)]);
        (told.Elapsed, told.OnPath, told.Least).ShouldBe((12, 3, 5));
    }

    [Fact]
    public async Task A_run_that_executed_nothing_has_no_path_and_circles_and_times_that_run_backwards_end()
    {
        var nothing = await OfAsync([("a", "")], []);
        (nothing.Elapsed, nothing.Steps.Count).ShouldBe((0, 0));
        var circle = await OfAsync([("a", "b"), ("b", "a")], [("a", 0, 5), ("b", 5, 2)]);
        circle.Steps.Count.ShouldBeInRange(1, 2);
        circle.Least.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task The_path_of_a_real_run_is_no_longer_than_the_run()
    {
        await using var lab = await CreateAsync();
        var run = await lab.EndAsync(1, Golden(4, "23-build-first", "manifest.json"), Golden(4, "23-build-first", "run_results.json"));
        var told = await OfAsync(lab, run);
        told.Steps.Count.ShouldBeGreaterThan(2);
        (told.OnPath + told.Waited).ShouldBe(told.Elapsed, 0.05);
        told.Least.ShouldBeLessThanOrEqualTo(told.Elapsed + 0.05);
        told.Steps.Zip(told.Steps.Skip(1)).ShouldAllBe(pair => pair.First.StartedAt <= pair.Second.StartedAt);
    }

    [Fact]
    public async Task Times_of_nodes_are_summed_over_the_runs_of_some_days()
    {
        await using var lab = await CreateAsync();
        foreach (var minute in Enumerable.Range(1, 3))
        {
            await lab.EndAsync(
                minute,
                Text(1, "manifest.json", SmallProject.Manifest("a", "b")),
                Text(1, "run_results.json", SmallProject.Results(("a", "success"), ("b", minute == 2 ? "error" : "skipped")))
            );
        }
        await lab.ReadAsync();
        await using var db = await lab.Store.OpenDbAsync();
        var told = await NodeTimes.OfAsync(db, lab.Job.EnvironmentId, Start, 10, Cancellation);
        (told.Runs, told.Seconds).ShouldBe((3, 1.0));
        told.Nodes.Select(n => (n.UniqueId, n.Runs, n.Failures, n.Seconds, n.Share, n.Mean, n.Rows))
            .ShouldBe([(SmallProject.Id("a"), 3, 0, 0.75, 0.75, 0.25, null), (SmallProject.Id("b"), 1, 1, 0.25, 0.25, 0.25, (long?)null)]);
        (await NodeTimes.OfAsync(db, lab.Job.EnvironmentId, Start + TimeSpan.FromMinutes(3), 10, Cancellation)).Runs.ShouldBe(1);
        (await NodeTimes.OfAsync(db, lab.Job.EnvironmentId + 1, Start, 10, Cancellation)).Nodes.ShouldBeEmpty();
    }

    private static async Task<CriticalPathView> OfAsync((string Name, string Parents)[] models, (string Name, int From, int To)[] times)
    {
        await using var lab = await CreateAsync();
        var nodes = new JsonObject();
        foreach (var (name, parents) in models)
        {
            nodes[SmallProject.Id(name)] = Node("model", name, parents.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        if (times.Any(t => t.Name == "test_c"))
        {
            nodes["test.shop.test_c"] = Node("test", "test_c", ["c"]);
        }
        var results = new JsonArray([
            .. times.Select(t =>
                (JsonNode)
                    new JsonObject
                    {
                        ["unique_id"] = t.Name.StartsWith("test", StringComparison.Ordinal)
                            ? $"test.shop.{t.Name}"
                            : SmallProject.Id(t.Name),
                        ["status"] = "success",
                        ["execution_time"] = t.To - t.From,
                        ["timing"] = new JsonArray(
                            new JsonObject
                            {
                                ["name"] = "execute",
                                ["started_at"] = At(t.From),
                                ["completed_at"] = At(t.To),
                            }
                        ),
                    }
            ),
        ]);
        var run = await lab.EndAsync(
            1,
            Text(1, "manifest.json", new JsonObject { ["metadata"] = new JsonObject(), ["nodes"] = nodes }.ToJsonString()),
            Text(1, "run_results.json", new JsonObject { ["metadata"] = new JsonObject(), ["results"] = results }.ToJsonString())
        );
        return await OfAsync(lab, run);
    }

    private static async Task<CriticalPathView> OfAsync(MetadataLab lab, Run run) =>
        CriticalPath.Of(run.Id, await lab.Store.Services.GetRequiredService<RunStates>().OfAsync(run, Cancellation));

    private static JsonObject Node(string kind, string name, string[] parents) =>
        new()
        {
            ["unique_id"] = kind == "test" ? $"test.shop.{name}" : SmallProject.Id(name),
            ["resource_type"] = kind,
            ["name"] = name,
            ["attached_node"] = kind == "test" ? SmallProject.Id(parents[0]) : null,
            ["config"] = new JsonObject { ["materialized"] = name == "e" ? "ephemeral" : "table" },
            ["depends_on"] = new JsonObject { ["nodes"] = new JsonArray([.. parents.Select(p => (JsonNode)SmallProject.Id(p))]) },
        };

    private static string At(int seconds) =>
        Begin.AddSeconds(seconds).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
