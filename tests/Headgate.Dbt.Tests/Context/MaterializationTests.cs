using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Macros;

namespace Headgate.Dbt.Tests.Context;

public sealed class MaterializationTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Every_embedded_macro_compiles()
    {
        var failures = new List<string>();
        var packages = AdapterDeclarations.All.SelectMany(a => EmbeddedMacros.Packages(a.Type, [])).Distinct().ToList();
        packages.ShouldBe(["dbt", "dbt_duckdb", "dbt_postgres"]);
        foreach (var package in packages)
        {
            foreach (var file in EmbeddedMacros.Files(package).Where(f => f.Path.EndsWith(".sql", StringComparison.Ordinal)))
            {
                try
                {
                    Headgate.Dbt.Context.DbtJinja.Create().Compile(file.Text, file.Path).Macros.ShouldNotBeEmpty();
                }
                catch (Headgate.Jinja.Errors.JinjaException e)
                {
                    failures.Add(e.Describe());
                }
            }
        }
        failures.ShouldBeEmpty();
    }

    [Fact]
    public void A_view_is_made_and_made_again()
    {
        var model = _bench.AddNode("orders", "select {{ var('limit') }} as n, '{{ env_var('DBT_REGION') }}' as region");

        var first = _bench.Run(model);
        model.RawCode = "select 4 as n, 'south' as region";
        _bench.Run(model);

        first.Main!.Response.Message.ShouldBe("CREATE VIEW");
        first.Relations.ShouldHaveSingleItem().Render().ShouldBe("\"shop\".\"main\".\"orders\"");
        _bench.Query("select * from orders").ShouldHaveSingleItem().ShouldBe([4L, "south"]);
        _bench.Query("select view_name from duckdb_views() where not internal").ShouldHaveSingleItem();
    }

    [Fact]
    public void A_table_replaces_the_view_of_its_name_and_reads_another_model()
    {
        var source = _bench.AddNode("numbers", "select unnest([1, 2, 3]) as n", ResourceType.Model, ("materialized", "table"));
        var model = _bench.AddNode("doubled", "select n * 2 as n from {{ ref('numbers') }}");

        _bench.Run(source).Main!.Response.ShouldBe(new AdapterResponse("SELECT 3", "SELECT", 3));
        _bench.Run(model);
        model.Config["materialized"] = "table";
        _bench.Run(model);

        _bench.Query("select sum(n)::int from doubled")[0][0].ShouldBe(12L);
        _bench.Query("select count(*) from duckdb_views() where not internal")[0][0].ShouldBe(0L);
        _bench.Query("select count(*) from duckdb_tables()")[0][0].ShouldBe(2L);
    }

    [Theory]
    [InlineData("append", null, 5)]
    [InlineData("delete+insert", "id", 3)]
    [InlineData("merge", "id", 3)]
    public void An_incremental_model_takes_in_what_is_new(string strategy, string? key, int rows)
    {
        var model = _bench.AddNode(
            "events",
            "select 1 as id, 'old' as state union all select 2, 'old'",
            ResourceType.Model,
            ("materialized", "incremental"),
            ("incremental_strategy", strategy),
            ("unique_key", key)
        );
        _bench.Run(model);
        model.RawCode =
            "{% if is_incremental() %}select 2 as id, 'new' as state union all select 3, 'new' union all select 9, 'x' where false {% endif %}"
            + "{% if not is_incremental() %}select 0 as id, 'again' as state{% endif %}"
            + (strategy == "append" ? " union all select 4, 'new'" : "");

        _bench.Run(model);

        _bench.Query("select count(*) from events")[0][0].ShouldBe((long)rows);
        _bench.Query("select count(*) from events where id = 2 and state = 'new'")[0][0].ShouldBe(1L);
    }

    [Fact]
    public void A_full_refresh_rebuilds_an_incremental_model()
    {
        using var refreshing = new Workbench(("full_refresh", true));
        var model = refreshing.AddNode("events", "select 1 as id", ResourceType.Model, ("materialized", "incremental"));
        refreshing.Run(model);
        model.RawCode = "select {{ 'true' if is_incremental() else 'false' }} as was_incremental";

        refreshing.Run(model);

        refreshing.Query("select * from events").ShouldHaveSingleItem().ShouldBe([false]);
    }

    [Fact]
    public void New_columns_are_appended_when_the_model_says_so()
    {
        var model = _bench.AddNode(
            "events",
            "select 1 as id",
            ResourceType.Model,
            ("materialized", "incremental"),
            ("on_schema_change", "append_new_columns")
        );
        _bench.Run(model);
        model.RawCode = "select 2 as id, 'x' as note";

        _bench.Run(model);

        _bench.Query("select id, note from events order by id").Select(r => r[1]).ShouldBe([null, "x"]);
    }

    [Fact]
    public void A_seed_is_loaded_and_reloaded()
    {
        _bench.WriteFile("fruit.csv", "id,name,picked_on,sweet\n1,Apple,2024-09-01,true\n2,\"Pear, green\",,false\n");
        var seed = _bench.AddNode("fruit", "", ResourceType.Seed, ("materialized", "seed"));
        seed.OriginalFilePath = "fruit.csv";

        _bench.Run(seed).Main!.Response.Message.ShouldBe("INSERT 2");
        _bench.Run(seed);

        _bench.Query("select * from fruit order by id")[1].ShouldBe([2L, "Pear, green", null, false]);
    }

    [Fact]
    public void A_test_counts_what_fails()
    {
        var model = _bench.AddNode("orders", "select unnest([1, 1, 2, null]) as id", ResourceType.Model, ("materialized", "table"));
        _bench.Run(model);
        var test = _bench.AddNode(
            "unique_orders_id",
            "{{ test_unique(model=ref('orders'), column_name='id') }}",
            ResourceType.Test,
            ("materialized", "test"),
            ("fail_calc", "count(*)"),
            ("warn_if", "!= 0"),
            ("error_if", "> 5")
        );

        var result = _bench.Run(test);

        result.Main!.Table.Table.Columns.ShouldBe(["failures", "should_warn", "should_error"]);
        result.Main.Table.Table.Rows[0].ShouldBe([1L, true, false]);
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("check")]
    public void A_snapshot_keeps_the_former_version_of_a_row(string strategy)
    {
        const string First =
            "select 1 as id, 'ripe' as state, timestamp '2024-01-01' as changed_at union all select 2, 'green', timestamp '2024-01-01'";
        const string Second =
            "select 1 as id, 'picked' as state, timestamp '2024-02-01' as changed_at union all select 2, 'green', timestamp '2024-01-01'";
        var snapshot = _bench.AddNode(
            "fruit_states",
            First,
            ResourceType.Snapshot,
            ("materialized", "snapshot"),
            ("strategy", strategy),
            ("unique_key", "id"),
            ("updated_at", strategy == "timestamp" ? "changed_at" : null),
            ("check_cols", strategy == "check" ? new List<object?> { "state" } : null)
        );
        _bench.Run(snapshot);
        snapshot.RawCode = Second;

        _bench.Run(snapshot);
        _bench.Run(snapshot);

        _bench
            .Query("select state, dbt_valid_to is null from fruit_states where id = 1 order by dbt_valid_from")
            .Select(r => (r[0], r[1]))
            .ShouldBe([("ripe", false), ("picked", true)]);
        _bench.Query("select count(*) from fruit_states")[0][0].ShouldBe(3L);
    }

    [Theory]
    [InlineData("ignore", 1, 0)]
    [InlineData("invalidate", 0, 0)]
    [InlineData("new_record", 1, 1)]
    public void A_row_that_is_gone_is_treated_as_the_snapshot_says(string hardDeletes, int current, int deletedRecords)
    {
        var snapshot = _bench.AddNode(
            "fruit_states",
            "select 1 as id, timestamp '2024-01-01' as changed_at union all select 2, timestamp '2024-01-01'",
            ResourceType.Snapshot,
            ("materialized", "snapshot"),
            ("strategy", "timestamp"),
            ("unique_key", "id"),
            ("updated_at", "changed_at"),
            ("hard_deletes", hardDeletes)
        );
        _bench.Run(snapshot);
        snapshot.RawCode = "select 1 as id, timestamp '2024-01-01' as changed_at";

        _bench.Run(snapshot);

        _bench.Query("select count(*) from fruit_states where id = 2 and dbt_valid_to is null")[0][0].ShouldBe((long)current);
        if (hardDeletes == "new_record")
        {
            _bench.Query("select count(*) from fruit_states where id = 2 and dbt_is_deleted = 'True'")[0][0].ShouldBe((long)deletedRecords);
        }
    }

    [Fact]
    public void Hooks_run_around_the_model()
    {
        var hooks = (string sql, bool inside) =>
            new OrderedDictionary<string, object?>
            {
                ["sql"] = sql,
                ["transaction"] = inside,
                ["index"] = null,
            };
        var model = _bench.AddNode(
            "orders",
            "select count(*) as n from log",
            ResourceType.Model,
            ("materialized", "table"),
            (
                "pre-hook",
                new List<object?>
                {
                    hooks("create table if not exists log (t varchar)", false),
                    hooks("insert into log values ('{{ this.name }}')", true),
                }
            ),
            ("post-hook", new List<object?> { hooks("insert into log values ('after')", true) })
        );

        _bench.Run(model);

        _bench.Query("select n from orders")[0][0].ShouldBe(1L);
        _bench.Query("select t from log").Select(r => r[0]).ShouldBe(["orders", "after"]);
    }

    [Fact]
    public void A_macro_of_the_project_overrides_the_engines()
    {
        _bench.AddMacro(
            "shop",
            "macros/names.sql",
            "{% macro duckdb__get_create_view_as_sql(relation, sql) %}create view {{ relation }} as select 'mine' as a{% endmacro %}"
        );
        var model = _bench.AddNode("orders", "select 1 as a");

        _bench.Run(model);

        _bench.Query("select a from orders")[0][0].ShouldBe("mine");
    }

    [Fact]
    public void An_error_names_the_macros_it_came_through()
    {
        _bench.AddMacro(
            "shop",
            "macros/m.sql",
            "{% macro inner_m() %}{{ exceptions.raise_compiler_error('inner says no') }}{% endmacro %}{% macro outer_m() %}{{ inner_m() }}{% endmacro %}"
        );
        var model = _bench.AddNode("bad", "select {{ outer_m() }}");

        var error = Should.Throw<DbtException>(() => _bench.For(model).Render(model.RawCode));

        error.Text.ShouldBe(
            """
            Compilation Error in model bad (models/bad.sql)
              inner says no
              
              > in macro inner_m (macros/m.sql)
              > called by macro outer_m (macros/m.sql)
              > called by model bad (models/bad.sql)
            """
        );
    }

    [Fact]
    public void A_contract_that_is_not_kept_is_an_error_with_a_table()
    {
        var model = _bench.AddNode(
            "orders",
            "select 'x' as id, 1 as extra",
            ResourceType.Model,
            ("materialized", "table"),
            ("contract", new OrderedDictionary<string, object?> { ["enforced"] = true })
        );
        model.Columns["id"] = new ColumnInfo { Name = "id", DataType = "integer" };

        var error = Should.Throw<DbtException>(() => _bench.Run(model));

        error.Message.ShouldContain("| id          | VARCHAR         | INTEGER       | data type mismatch  |");
        error.Message.ShouldContain("| extra       | INTEGER         |               | missing in contract |");
    }

    [Fact]
    public void A_contract_writes_its_constraints()
    {
        var model = _bench.AddNode(
            "orders",
            "select 1 as id, 'x' as name",
            ResourceType.Model,
            ("materialized", "table"),
            ("contract", new OrderedDictionary<string, object?> { ["enforced"] = true })
        );
        model.Columns["name"] = new ColumnInfo { Name = "name", DataType = "varchar" };
        model.Columns["id"] = new ColumnInfo
        {
            Name = "id",
            DataType = "integer",
            Constraints = [new ColumnConstraint { Type = "not_null" }],
        };

        _bench.Run(model);

        _bench
            .Query("select column_name, is_nullable from duckdb_columns() where table_name = 'orders' order by column_index")
            .Select(r => (r[0], r[1]))
            .ShouldBe([("name", true), ("id", false)]);
    }

    [Fact]
    public void A_ref_that_parsing_did_not_see_is_refused_with_a_hint()
    {
        _bench.AddNode("first", "select 1 as a");
        var model = _bench.AddNode("second", "select * from {{ ref('first') }}");
        model.DependsOn.Nodes.Clear();

        Should
            .Throw<DbtException>(() => _bench.For(model).Render(model.RawCode))
            .Message.ShouldEndWith("-- depends_on: {{ ref('first') }}");
    }

    [Theory]
    [InlineData("t.order_by('v').columns['v'].values() | list", "[1, 2, 2, None]")]
    [InlineData("t.order_by('v', reverse=True).columns['k'].values() | list", "['c', 'd', 'b', 'a']")]
    [InlineData("t.order_by(['v', 'k']).columns['k'].values() | list", "['a', 'b', 'd', 'c']")]
    [InlineData("t.distinct('v').columns['k'].values() | list", "['b', 'a', 'c']")]
    [InlineData("t.distinct().rows | length", "4")]
    public void A_table_is_sorted_and_thinned_as_by_agate(string expression, string value)
    {
        const string Rows = "select k, v from (values (1, 'b', 2), (2, 'a', 1), (3, 'd', 2), (4, 'c', null)) as t (i, k, v) order by i";
        var context = _bench.For(_bench.AddNode("x", ""));

        context.Render($"{{% set t = run_query(\"{Rows}\") %}}{{{{ {expression} }}}}").ShouldBe(value);
    }

    [Fact]
    public void Run_query_gives_a_table_to_templates()
    {
        var model = _bench.AddNode(
            "pivot",
            "{% set t = run_query(\"select 'a' as k, 1 as v union all select 'b', 2 order by 1\") %}"
                + "{{ t.columns[0].values() | join('|') }} {{ t.column_names | join(',') }} {% for row in t %}{{ row['k'] }}{{ row.v + 1 }}{{ row[1] }};{% endfor %}{{ t.rows | length }}"
        );

        _bench.For(model).Render(model.RawCode).ShouldBe("a|b k,v a21;b32;2");
    }

    [Fact]
    public void Cross_database_functions_give_duckdbs_form()
    {
        var model = _bench.AddNode(
            "dates",
            "select {{ dbt.date_trunc('month', \"date '2024-02-15'\") }} as a, {{ dbt.dateadd('day', 3, \"date '2024-02-28'\") }} as b, {{ dbt.datediff(\"date '2024-01-01'\", \"date '2024-03-01'\", 'month') }} as c, {{ dbt.concat([\"'x'\", \"'y'\"]) }} as d, {{ dbt.last_day(\"date '2024-02-10'\", 'month') }} as e, {{ dbt.split_part(\"'a-b-c'\", \"'-'\", 2) }} as f, {{ dbt.safe_cast(\"'x'\", api.Column.translate_type('integer')) }} as g"
        );
        _bench.Run(model);

        _bench
            .Query("select a::date, b::date, c, d, e::date, f, g from dates")[0]
            .ShouldBe([new DateOnly(2024, 2, 1), new DateOnly(2024, 3, 2), 2L, "xy", new DateOnly(2024, 2, 29), "b", null]);
    }
}
