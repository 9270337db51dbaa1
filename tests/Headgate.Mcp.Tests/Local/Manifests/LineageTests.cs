using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Local.Manifests;

namespace Headgate.Mcp.Tests.Local.Manifests;

public sealed class LineageTests
{
    [Fact]
    public void Kinds_that_are_not_wanted_end_the_way_through_them()
    {
        var lineage = new Lineage(Of("source.s.a > model.s.b", "model.s.b > test.s.t", "model.s.b > model.s.c"), ["model."], 5);
        lineage
            .Of("model.s.b")
            .GetRawText()
            .ShouldBe("""{"model_id":"model.s.b","parents":[],"children":[{"model_id":"model.s.c","children":[]}]}""");
        lineage.IsCut.ShouldBeFalse();
    }

    [Fact]
    public void A_circle_is_gone_through_once()
    {
        var lineage = new Lineage(Of("model.s.a > model.s.b", "model.s.b > model.s.a"), null, 0);
        lineage
            .Of("model.s.a")
            .GetRawText()
            .ShouldBe(
                """{"model_id":"model.s.a","parents":[{"model_id":"model.s.b","parents":[]}],"children":[{"model_id":"model.s.b","children":[]}]}"""
            );
    }

    [Fact]
    public void A_tree_that_is_deeper_than_clients_read_is_cut_and_says_so()
    {
        var lineage = new Lineage(Of([.. Enumerable.Range(0, 1000).Select(i => $"model.s.m{i} > model.s.m{i + 1}")]), null, 0);
        // Inside a message, which itself has some levels.
        JsonElement.Parse($"[[[{lineage.Of("model.s.m500").GetRawText()}]]]").ValueKind.ShouldBe(JsonValueKind.Object);
        lineage.IsCut.ShouldBeTrue();
    }

    [Fact]
    public void A_tree_of_countless_paths_is_cut_and_says_so()
    {
        // Twenty layers of four nodes, each of which stands on all of the layer before: a million million paths.
        var edges =
            from layer in Enumerable.Range(0, 20)
            from low in Enumerable.Range(0, 4)
            from high in Enumerable.Range(0, 4)
            select $"model.s.l{layer}_{low} > model.s.l{layer + 1}_{high}";
        var lineage = new Lineage(Of([.. edges]), null, 0);
        lineage.Of("model.s.l0_0").GetRawText().Length.ShouldBeLessThan(1_000_000);
        lineage.IsCut.ShouldBeTrue();
    }

    private static Manifest Of(params IReadOnlyList<string> edges)
    {
        var (parents, children) = (new JsonObject(), new JsonObject());
        foreach (var edge in edges.Select(e => e.Split(" > ")))
        {
            Add(children, edge[0], edge[1]);
            Add(parents, edge[1], edge[0]);
        }
        var root = new JsonObject { ["parent_map"] = parents, ["child_map"] = children };
        return new Manifest(JsonElement.Parse(root.ToJsonString()));
    }

    private static void Add(JsonObject map, string from, string to)
    {
        map[from] ??= new JsonArray();
        map[from]!.AsArray().Add(to);
    }
}
