using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Tests.Adapters;

public sealed class RelationLinksTests
{
    private readonly RelationLinks _links = new();

    [Fact]
    public void What_hangs_on_a_dropped_relation_goes_with_it_through_all_steps()
    {
        _links.Add(Key("b"), Key("a"));
        _links.Add(Key("c"), Key("b"));
        _links.Add(Key("d"), Key("x"));

        _links.Drop(Key("a")).ShouldBe([Key("b"), Key("c")], ignoreOrder: true);
        _links.Drop(Key("x")).ShouldBe([Key("d")]);
    }

    [Fact]
    public void A_renamed_relation_keeps_what_hangs_on_it_and_its_successor_has_nothing()
    {
        _links.Add(Key("view"), Key("table"));
        _links.Rename(Key("table"), Key("table__dbt_backup"));
        _links.Rename(Key("table__dbt_tmp"), Key("table"));

        _links.Drop(Key("table")).ShouldBeEmpty();
        _links.Drop(Key("table__dbt_backup")).ShouldBe([Key("view")]);
    }

    [Fact]
    public void A_deep_graph_of_many_paths_costs_what_it_has_of_links()
    {
        const int Layers = 400;
        for (var layer = 1; layer < Layers; layer++)
        {
            for (var from = 0; from < 4; from++)
            {
                for (var to = 0; to < 4; to++)
                {
                    _links.Add(Key($"{layer}.{from}"), Key($"{layer - 1}.{to}"));
                }
            }
        }

        _links.Drop(Key("0.0")).Count.ShouldBe((Layers - 1) * 4);
    }

    private static RelationKey Key(string name) => RelationKey.Of("d", "s", name);
}
