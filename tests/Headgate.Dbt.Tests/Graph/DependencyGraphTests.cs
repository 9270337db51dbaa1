using CsCheck;
using Headgate.Dbt.Graph;

namespace Headgate.Dbt.Tests.Graph;

public sealed class DependencyGraphTests
{
    [Fact]
    public void Ancestors_and_descendants_stop_at_the_depth()
    {
        var graph = Chain("a", "b", "c", "d");

        graph.Ancestors(["d"]).ShouldBe(["c", "b", "a"], ignoreOrder: true);
        graph.Ancestors(["d"], 1).ShouldBe(["c"]);
        graph.Descendants(["a"], 2).ShouldBe(["b", "c"], ignoreOrder: true);
        graph.Descendants(["a"], 0).ShouldBeEmpty();
    }

    [Fact]
    public void A_cycle_is_given_in_the_direction_of_its_edges()
    {
        var builder = new DependencyGraphBuilder<string>();
        builder.Connect("start", "a");
        builder.Connect("a", "b");
        builder.Connect("b", "c");
        builder.Connect("c", "a");

        builder.Build().FindCycle().ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void A_node_that_needs_itself_is_a_cycle()
    {
        var builder = new DependencyGraphBuilder<string>();
        builder.Connect("a", "a");

        builder.Build().FindCycle().ShouldBe(["a"]);
    }

    [Fact]
    public void Acyclic_graphs_have_no_cycle_and_every_node_in_a_level_above_its_children() =>
        RandomGraph.Acyclic.Sample(graph =>
        {
            graph.FindCycle().ShouldBeNull();
            var level = graph.Levels().SelectMany((l, i) => l.Select(n => (n, i))).ToDictionary(p => p.n, p => p.i);
            level.Count.ShouldBe(graph.Count);
            foreach (var node in graph.Nodes)
            {
                graph.ChildrenOf(node).ShouldAllBe(c => level[c] > level[node]);
            }
        });

    [Fact]
    public void Contraction_keeps_who_is_above_whom() =>
        Gen.Select(RandomGraph.Acyclic, Gen.Int[0, 1000])
            .Sample(
                (graph, seed) =>
                {
                    var keep = graph.Nodes.Where(n => (n * 7919 + seed) % 3 != 0).ToHashSet();
                    var contracted = graph.Contracted(keep);
                    contracted.Nodes.ShouldBe(graph.Nodes.Where(keep.Contains));
                    foreach (var node in keep)
                    {
                        contracted.Descendants([node]).ShouldBe(graph.Descendants([node]).Where(keep.Contains), ignoreOrder: true);
                    }
                }
            );

    [Fact]
    public void Contraction_of_a_dense_graph_has_no_more_edges_than_needed()
    {
        var builder = new DependencyGraphBuilder<int>();
        for (var node = 4; node < 10_000; node++)
        {
            for (var back = 1; back <= 4; back++)
            {
                builder.Connect(node - back, node);
            }
        }
        var graph = builder.Build();

        var contracted = graph.Contracted(graph.Nodes.Where(n => n % 10 == 0).ToHashSet());

        contracted.Count.ShouldBe(1000);
        contracted.Nodes.Sum(n => contracted.ParentsOf(n).Count()).ShouldBe(999);
    }

    private static DependencyGraph<string> Chain(params string[] nodes)
    {
        var builder = new DependencyGraphBuilder<string>();
        for (var i = 1; i < nodes.Length; i++)
        {
            builder.Connect(nodes[i - 1], nodes[i]);
        }
        return builder.Build();
    }
}
