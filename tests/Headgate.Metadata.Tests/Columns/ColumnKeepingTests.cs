using System.Text.Json;
using Headgate.Metadata.Tests.Graph;
using static Headgate.Metadata.Tests.Columns.ColumnProject;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>Columns of an environment, from the artifacts of its runs to the answers.</summary>
public sealed class ColumnKeepingTests
{
    public static TheoryData<string> Databases => MetadataLab.Databases;

    private const string Orders =
        "id integer, customer_id integer, amount numeric(10,2), status character varying, loaded_at timestamp without time zone";

    /// <summary>A source, a staging model, an ephemeral one between, a mart and a dashboard on it.</summary>
    private static ColumnProject Shop(string amount = "amount / 100 as amount") =>
        new ColumnProject()
            .WithSource("orders", Orders)
            .WithSource("customers", "id integer, name text")
            .WithModel(
                "stg_orders",
                "raw.orders",
                $"with source as (select * from \"db\".\"raw\".\"orders\") select id as order_id, customer_id, {amount}, status from source"
            )
            .WithModel("paid", "stg_orders", "select * from \"db\".\"main\".\"stg_orders\" where status = 'paid'", "ephemeral")
            .WithModel(
                "fct_customers",
                "paid, raw.customers",
                """
                with __dbt__cte__paid as (select * from "db"."main"."stg_orders" where status = 'paid')
                select c.id as customer_id, c.name, sum(p.amount) as total from "db"."raw"."customers" c left join __dbt__cte__paid p on p.customer_id = c.id group by 1, 2
                """
            )
            .WithModel("other", "raw.customers", "select id from \"db\".\"raw\".\"customers\"")
            .WithExposure("board", "fct_customers");

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task ColumnLineage_goes_from_a_mart_through_an_ephemeral_model_to_the_source(string database)
    {
        await using var lab = await MetadataLab.CreateAsync(database);
        await lab.EndAsync(1, Shop().Files());
        await lab.ReadAsync();
        (await lab.KeepColumnsAsync()).ShouldBe(3);

        var columns = await LineageAsync(lab, Model("fct_customers"), "total");

        columns
            .Texts("uniqueId")
            .ShouldBe(["model.shop.fct_customers.total", "model.shop.stg_orders.amount", "source.shop.raw.orders.amount"]);
        columns[0].Text("relationship").ShouldBe("aggregated");
        columns[1].Text("relationship").ShouldBe("transformed");
        columns[1].At("depth").GetInt32().ShouldBe(-1);
        columns[2].At("childColumns").EnumerateArray().Select(c => c.GetString()).ShouldBe(["model.shop.stg_orders.amount"]);
        columns[0]
            .At("rowsBy")
            .EnumerateArray()
            .Select(e => $"{e.Text("use")} {e.Text("uniqueId")}")
            .ShouldBe(
                [
                    "joins model.shop.stg_orders.customer_id",
                    "filters model.shop.stg_orders.status",
                    "joins source.shop.raw.customers.id",
                    "groups source.shop.raw.customers.id",
                    "groups source.shop.raw.customers.name",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task ColumnLineage_downwards_ends_at_a_depth()
    {
        await using var lab = await MetadataLab.CreateAsync();
        await lab.EndAsync(1, Shop().Files());
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();

        (await LineageAsync(lab, Source("orders"), "amount"))
            .Texts("uniqueId")
            .ShouldBe(["source.shop.raw.orders.amount", "model.shop.stg_orders.amount", "model.shop.fct_customers.total"]);
        (await LineageAsync(lab, Source("orders"), "AMOUNT", depth: 1))
            .Texts("uniqueId")
            .ShouldBe(["source.shop.raw.orders.amount", "model.shop.stg_orders.amount"]);
    }

    [Fact]
    public async Task ColumnLineage_is_found_out_again_only_where_something_changed()
    {
        await using var lab = await MetadataLab.CreateAsync();
        await lab.EndAsync(1, Shop().Files());
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();
        await lab.EndAsync(2, Shop().Files());
        await lab.ReadAsync();
        (await lab.KeepColumnsAsync()).ShouldBe(0);
        (await lab.KeepColumnsAsync()).ShouldBe(0);

        // The same columns of the same types: what reads them need not be looked at.
        await lab.EndAsync(3, Shop("amount * 1 / 100 as amount").Files());
        await lab.ReadAsync();
        (await lab.KeepColumnsAsync()).ShouldBe(1);

        await lab.EndAsync(4, Shop("amount::integer as amount").Files());
        await lab.ReadAsync();
        (await lab.KeepColumnsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task ColumnLineage_of_a_removed_model_is_gone()
    {
        await using var lab = await MetadataLab.CreateAsync();
        await lab.EndAsync(1, Shop().Files());
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();
        await lab.EndAsync(2, new ColumnProject().WithSource("customers", "id integer, name text").Files());
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();

        (await LineageAsync(lab, Model("other"), "id")).ShouldBeEmpty();
        (await LineageAsync(lab, Source("customers"), "id")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ColumnLineage_takes_columns_of_a_table_that_nobody_told_of_from_the_query()
    {
        await using var lab = await MetadataLab.CreateAsync();
        await lab.EndAsync(
            1,
            new ColumnProject()
                .WithSource("a", columns: null)
                .WithSource("b", columns: null)
                .WithModel(
                    "one",
                    "raw.a",
                    "with s as (select * from \"db\".\"raw\".\"a\") select id, date_trunc('month', made) as month, amount / 2 as half, upper(name) as name from s"
                )
                .WithModel("two", "raw.a, raw.b", "select name from \"db\".\"raw\".\"a\" join \"db\".\"raw\".\"b\" using (id)")
                .WithModel("three", "raw.a", "def model(dbt, session): return dbt.ref('a')", language: "python")
                .Files()
        );
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();

        var one = await LineageAsync(lab, Model("one"), "half");
        one.Texts("uniqueId").ShouldBe(["model.shop.one.half", "source.shop.raw.a.amount"]);
        one[0].At("assumed")[0].GetString().ShouldBe("source.shop.raw.a may have more columns than are known");
        var two = (await LineageAsync(lab, Model("two"), null)).ShouldHaveSingleItem();
        two.At("isError").GetBoolean().ShouldBeTrue();
        two.Text("error").ShouldNotBeNull().ShouldContain("the columns of source.shop.raw.a, source.shop.raw.b are not known");
        (await LineageAsync(lab, Model("three"), null)).ShouldHaveSingleItem().Text("error").ShouldNotBeNull().ShouldContain("Python");
    }

    [Fact]
    public async Task ColumnLineage_of_an_incremental_model_reads_its_own_table()
    {
        await using var lab = await MetadataLab.CreateAsync();
        await lab.EndAsync(
            1,
            new ColumnProject()
                .WithSource("orders", Orders)
                .WithModel(
                    "fct",
                    "raw.orders",
                    "select id, loaded_at from \"db\".\"raw\".\"orders\" where loaded_at > (select max(loaded_at) from \"db\".\"main\".\"fct\")",
                    "incremental"
                )
                .Files()
        );
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();

        var id = (await LineageAsync(lab, Model("fct"), "id"))[0];
        id.At("parentColumns")[0].GetString().ShouldBe("source.shop.raw.orders.id");
        id.At("rowsBy")
            .EnumerateArray()
            .Select(e => e.Text("uniqueId"))
            .ShouldBe(["model.shop.fct.loaded_at", "source.shop.raw.orders.loaded_at"], ignoreOrder: true);
    }

    [Fact]
    public async Task ColumnLineage_tells_what_a_change_of_a_column_reaches()
    {
        await using var lab = await MetadataLab.CreateAsync();
        await lab.EndAsync(1, Shop().Files());
        await lab.ReadAsync();
        await lab.KeepColumnsAsync();

        (await ImpactAsync(lab, Source("orders"), "amount")).ShouldBe([
            "1 model.shop.stg_orders [amount] transformed",
            "2 model.shop.fct_customers [total] aggregated",
            "2 model.shop.paid [] reads",
            "3 exposure.shop.board [] reads",
        ]);
        (await ImpactAsync(lab, Model("stg_orders"), "status")).ShouldContain("1 model.shop.fct_customers [] rows");
        (await ImpactAsync(lab, Source("orders"), "loaded_at")).ShouldBeEmpty();
    }

    private static async Task<List<string>> ImpactAsync(MetadataLab lab, string node, string column)
    {
        var data = await lab.AskAsync(
            $"{{ column(environmentId: {lab.Job.EnvironmentId}) {{ impact(nodeUniqueId: \"{node}\", columnName: \"{column}\") {{ uniqueId name resourceType depth columns ways }} }} }}"
        );
        return
        [
            .. data.At("column", "impact")
                .EnumerateArray()
                .Select(i => $"{i.At("depth")} {i.Text("uniqueId")} [{Join(i.At("columns"))}] {Join(i.At("ways"))}"),
        ];
    }

    private static string Join(JsonElement texts) => string.Join(", ", texts.EnumerateArray().Select(t => t.GetString()));

    private static async Task<List<JsonElement>> LineageAsync(MetadataLab lab, string node, string? column, int? depth = null)
    {
        var filters = string.Join(
            ", ",
            new[] { column is null ? null : $"columnName: \"{column}\"", depth is null ? null : $"maxDepth: {depth}" }.OfType<string>()
        );
        var data = await lab.AskAsync(
            $$"""
            { column(environmentId: {{lab.Job.EnvironmentId}}) { lineage(nodeUniqueId: "{{node}}", filters: { {{filters}} }) {
              accountId projectId environmentId runId nodeUniqueId uniqueId name type depth parentColumns childColumns relationship isError error errorCategory assumed
              parents { uniqueId nodeUniqueId name use } children { uniqueId use } rowsBy { uniqueId use } } } }
            """
        );
        return [.. data.At("column", "lineage").EnumerateArray()];
    }
}
