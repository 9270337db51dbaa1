using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Tests.Adapters;

public sealed class RelationTests
{
    private static readonly Relation Orders = new()
    {
        Database = "shop",
        Schema = "main",
        Identifier = "orders",
        Quoting = new(true, true, true),
    };

    [Fact]
    public void A_name_has_its_parts_in_quotes() => Orders.Render().ShouldBe("\"shop\".\"main\".\"orders\"");

    [Fact]
    public void Parts_that_are_not_included_are_not_written() =>
        (Orders with { Included = new(false, true, true), Quoting = new(true, false, true) }).Render().ShouldBe("main.\"orders\"");

    [Fact]
    public void A_reader_that_gets_no_rows_reads_an_empty_subquery() =>
        (Orders with { Limit = 0 })
            .Render()
            .ShouldBe("(select * from \"shop\".\"main\".\"orders\" where false limit 0) _dbt_limit_subq_orders");

    [Fact]
    public void A_cte_is_written_bare() => (Orders with { Type = "cte", Identifier = "__dbt__cte__x" }).Render().ShouldBe("__dbt__cte__x");

    [Fact]
    public void The_cache_follows_a_swap()
    {
        var cache = new RelationCache();
        cache.Fill("shop", "main", [Orders with { Type = "table" }]);
        cache.Rename(Orders with { Type = "table" }, Orders with { Identifier = "orders__dbt_backup" });
        cache.Rename(Orders with { Identifier = "orders__dbt_tmp", Type = "view" }, Orders);
        cache.Drop(Orders with { Identifier = "orders__dbt_backup" });

        cache.Find("SHOP", "Main", "ORDERS")!.Type.ShouldBe("view");
        cache.Of("shop", "main").Count.ShouldBe(1);
    }
}
