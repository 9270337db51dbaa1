using System.Collections.Concurrent;
using CsCheck;
using Headgate.Dbt.Execution.Walk;
using Headgate.Dbt.Graph;
using Headgate.Dbt.Tests.Graph;

namespace Headgate.Dbt.Tests.Execution.Walk;

public sealed class GraphWalkerTests
{
    [Fact]
    public async Task Each_node_runs_once_and_never_before_its_parents() =>
        await Gen.Select(RandomGraph.Acyclic, Gen.Int[1, 8])
            .SampleAsync(
                async (graph, workers) =>
                {
                    var done = new ConcurrentDictionary<int, int>();
                    var early = new ConcurrentBag<int>();
                    var report = await WalkAsync(
                        graph,
                        workers,
                        node =>
                        {
                            if (!graph.ParentsOf(node).All(done.ContainsKey))
                            {
                                early.Add(node);
                            }
                            done.AddOrUpdate(node, 1, (_, n) => n + 1);
                            return Outcome.Good(node);
                        }
                    );
                    early.ShouldBeEmpty();
                    done.Values.ShouldAllBe(n => n == 1);
                    done.Count.ShouldBe(graph.Count);
                    report.End.ShouldBe(WalkEnd.Complete);
                    report.NotStarted.ShouldBeEmpty();
                }
            );

    [Fact]
    public async Task What_is_skipped_is_what_lies_below_failures_whatever_the_number_of_workers() =>
        await Gen.Select(RandomGraph.Acyclic, Gen.Int[1, 8], Gen.Int[0, 1000])
            .SampleAsync(
                async (graph, workers, seed) =>
                {
                    bool Fails(int node) => (node * 31 + seed) % 5 == 0;
                    var report = await WalkAsync(graph, workers, node => Fails(node) ? Outcome.Bad(node) : Outcome.Good(node));

                    var skipped = report.Results.Where(r => r.Kind == "skip").Select(r => r.Node).ToHashSet();
                    var failed = report.Results.Where(r => r.Kind == "bad").Select(r => r.Node).ToHashSet();
                    skipped.ShouldBe(graph.Descendants(failed), ignoreOrder: true);
                    report.Results.Count.ShouldBe(graph.Count);
                }
            );

    [Fact]
    public async Task With_one_worker_the_order_is_by_readiness_then_level_then_name()
    {
        var builder = new DependencyGraphBuilder<int>();
        builder.Connect(9, 1);
        builder.Connect(8, 3);
        builder.Connect(8, 2);
        builder.Connect(9, 2);
        var report = await WalkAsync(builder.Build(), 1, Outcome.Good);

        report.Results.Select(r => r.Node).ShouldBe([8, 9, 3, 1, 2]);
    }

    [Fact]
    public async Task An_exception_in_a_node_becomes_its_outcome_and_the_walk_ends()
    {
        var builder = new DependencyGraphBuilder<int>();
        builder.Connect(1, 2);
        var report = await WalkAsync(builder.Build(), 2, n => n == 1 ? throw new InvalidOperationException("no") : Outcome.Good(n));

        report.Results.ShouldBe([new(1, "bad", "no"), new(2, "skip", "1")]);
    }

    [Fact]
    public async Task A_verdict_to_stop_starts_nothing_more()
    {
        var builder = new DependencyGraphBuilder<int>();
        for (var node = 0; node < 10; node++)
        {
            builder.Add(node);
        }
        var report = await WalkAsync(builder.Build(), 1, n => n == 3 ? Outcome.Stop(n) : Outcome.Good(n));

        report.End.ShouldBe(WalkEnd.Stopped);
        var ran = report.Results.Select(r => r.Node).ToList();
        ran.ShouldContain(3);
        ran.Concat(report.NotStarted).Order().ShouldBe(Enumerable.Range(0, 10));
    }

    [Fact]
    public async Task What_was_handed_out_before_an_outcome_that_stops_runs_until_more_would_be()
    {
        var builder = new DependencyGraphBuilder<int>();
        builder.Add(1);
        builder.Connect(2, 3);

        var report = await WalkAsync(builder.Build(), 1, n => n == 1 ? Outcome.Stop(n) : Outcome.Good(n));

        report.End.ShouldBe(WalkEnd.Stopped);
        report.Results.Select(r => r.Node).ShouldBe([1, 2]);
        report.NotStarted.ShouldBe([3]);
    }

    [Fact]
    public async Task Cancellation_asks_what_runs_to_stop_and_reports_what_was_not_started()
    {
        var builder = new DependencyGraphBuilder<int>();
        builder.Connect(1, 2);
        builder.Connect(2, 3);
        using var cancellation = new CancellationTokenSource();
        using var asked = new ManualResetEventSlim();
        var asking = new List<int>();
        var actions = Actions(node =>
        {
            cancellation.Cancel();
            asked.Wait(TestContext.Current.CancellationToken);
            return Outcome.Good(node);
        }) with
        {
            CancelRunning = running =>
            {
                asking.AddRange(running);
                asked.Set();
            },
        };
        var report = await Walker(builder.Build(), 1, actions).WalkAsync(cancellation.Token);

        report.End.ShouldBe(WalkEnd.Cancelled);
        asking.ShouldBe([1]);
        report.Results.Select(r => r.Node).ShouldBe([1]);
        report.NotStarted.ShouldBe([2, 3]);
        report.Unfinished.ShouldBeEmpty();
    }

    private static Task<WalkReport<int, Outcome>> WalkAsync(DependencyGraph<int> graph, int workers, Func<int, Outcome> run) =>
        Walker(graph, workers, Actions(run)).WalkAsync(TestContext.Current.CancellationToken);

    private static GraphWalker<int, Outcome> Walker(DependencyGraph<int> graph, int workers, WalkActions<int, Outcome> actions) =>
        new(graph, actions, workers, Comparer<int>.Default, TimeProvider.System);

    private static WalkActions<int, Outcome> Actions(Func<int, Outcome> run) =>
        new()
        {
            Run = (node, _, _) => run(node),
            Skip = (node, cause) => new(node, "skip", cause.Node.ToString()),
            Fail = (node, exception) => new(node, "bad", exception.Message),
            Judge = outcome =>
                outcome.Kind switch
                {
                    "good" => WalkVerdict.Continue,
                    "stop" => WalkVerdict.Stop,
                    _ => WalkVerdict.SkipDescendants,
                },
        };

    private sealed record Outcome(int Node, string Kind, string? Detail = null)
    {
        public static Outcome Good(int node) => new(node, "good");

        public static Outcome Bad(int node) => new(node, "bad");

        public static Outcome Stop(int node) => new(node, "stop");
    }
}
