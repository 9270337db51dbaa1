namespace Headgate.Dbt.Tests.Adapters.Postgres;

public sealed class PostgresModelsTests : IDisposable
{
    private readonly PostgresProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_table_is_replaced_with_what_hangs_on_it()
    {
        _project.Write("models/a.sql", "{{ config(materialized='table') }} select 1 as id");
        _project.Write("models/b.sql", "select id from {{ ref('a') }}");
        _project.Write("models/c.sql", "select b.id from {{ ref('a') }} a join {{ ref('b') }} b using (id)");

        (await _project.DoneAsync("run")).ShouldContain("OK created sql table model shop.a ");
        var again = await _project.DoneAsync("run");

        again.ShouldContain("[SELECT 1 in");
        again.ShouldContain("[CREATE VIEW in");
        Relations().ShouldBe("a r, b v, c v");
    }

    [Fact]
    public async Task A_model_changes_from_any_type_into_any_other()
    {
        foreach (var type in (string[])["view", "table", "materialized_view", "view", "materialized_view", "table", "incremental", "view"])
        {
            _project.Write("models/a.sql", $"{{{{ config(materialized='{type}') }}}} select 1 as id");

            await _project.DoneAsync("run");

            Relations().ShouldBe("a " + (type[0] is 't' or 'i' ? "r" : type[..1]), type);
        }
    }

    [Fact]
    public async Task Unlogged_tables_and_indexes_are_made_as_configured()
    {
        _project.Write(
            "models/a.sql",
            "{{ config(materialized='table', unlogged=true, indexes=[{'columns': ['id'], 'unique': true}, {'columns': ['id', 'n'], 'type': 'btree'}, {'columns': ['n'], 'type': 'hash'}]) }} select 1 as id, 2 as n"
        );

        await _project.DoneAsync("run");
        await _project.DoneAsync("run");

        _project.Ask("select relpersistence::text from pg_class where relname = 'a'").ShouldBe("u");
        Indexes("a").ShouldBe("btree id,n; hash n; UNIQUE btree id");
    }

    [Theory]
    [InlineData("{'unique': true}", "at path []: 'columns' is a required property")]
    [InlineData("{'columns': 'id, n'}", "at path ['columns']: 'id, n' is not of type 'array'")]
    [InlineData("{'columns': ['id'], 'unique': 'yes'}", "at path ['unique']: 'yes' is not of type 'boolean'")]
    public async Task An_index_that_is_none_is_refused_in_dbts_words(string index, string words)
    {
        _project.Write(
            "models/a.sql",
            "{{ config(materialized='table', indexes=[INDEX]) }} select 1 as id".Replace("INDEX", index, StringComparison.Ordinal)
        );

        (await _project.DbtAsync("run")).Output.ShouldContain("Could not parse index config: " + words);
    }

    [Fact]
    public async Task A_materialized_view_follows_the_indexes_of_its_model()
    {
        View("[{'columns': ['id']}]", "apply");
        (await _project.DoneAsync("run")).ShouldContain("[CREATE INDEX in");
        (await _project.DoneAsync("run")).ShouldContain("[REFRESH MATERIALIZED VIEW in");

        View("[{'columns': ['n'], 'unique': true}]", "continue");
        (await _project.DoneAsync("run")).ShouldContain("was set to `continue`");
        Indexes("m").ShouldBe("btree id");

        View("[{'columns': ['n'], 'unique': true}]", "fail");
        (await _project.DbtAsync("run")).ExitCode.ShouldBe(1);

        View("[{'columns': ['n'], 'unique': true}]", "apply");
        (await _project.DoneAsync("run")).ShouldContain("[CREATE INDEX in");
        Indexes("m").ShouldBe("UNIQUE btree n");

        void View(string indexes, string onChange) =>
            _project.Write(
                "models/m.sql",
                $"{{{{ config(materialized='materialized_view', on_configuration_change='{onChange}', indexes={indexes}) }}}} select 1 as id, 2 as n"
            );
    }

    [Theory]
    [InlineData("append", "1 a,1 b,2 b")]
    [InlineData("delete+insert", "1 b,2 b")]
    [InlineData("merge", "1 b,2 b")]
    public async Task An_incremental_model_takes_new_rows_by_its_strategy(string strategy, string rows)
    {
        _project.Write(
            "models/i.sql",
            $$$"""
            {{ config(materialized='incremental', incremental_strategy='{{{strategy}}}', unique_key='id') }}
            {% if is_incremental() %} select * from (values (1, 'b'), (2, 'b')) as v (id, w) {% else %} select 1 as id, 'a'::text as w {% endif %}
            """
        );

        await _project.DoneAsync("run");
        await _project.DoneAsync("run");

        _project.Ask("select string_agg(id || ' ' || w, ',' order by id, w) from shop.i").ShouldBe(rows);
        Relations().ShouldBe("i r");
    }

    [Fact]
    public async Task A_merge_finds_rows_by_several_keys_and_leaves_columns_alone()
    {
        _project.Write(
            "models/i.sql",
            """
            {{ config(materialized='incremental', incremental_strategy='merge', unique_key=['a', 'b'], merge_exclude_columns=['made']) }}
            select 1 as a, 1 as b, {{ 2 if is_incremental() else 1 }} as n, {{ 2 if is_incremental() else 1 }} as made
            """
        );

        await _project.DoneAsync("run");
        (await _project.DoneAsync("run")).ShouldContain("[MERGE 1 in");

        _project.Ask("select n || ' ' || made from shop.i").ShouldBe("2 1");
    }

    [Fact]
    public async Task Changed_columns_are_followed()
    {
        Model("1 as id, 'a'::varchar(2) as w");
        await _project.DoneAsync("run");
        Model("2 as id, 'abcdef'::varchar(8) as w, true as fresh");
        await _project.DoneAsync("run");
        Model("3::bigint as id, true as fresh");
        await _project.DoneAsync("run");

        _project
            .Ask(
                "select string_agg(column_name || ' ' || data_type, ', ' order by column_name) from information_schema.columns where table_name = 'i'"
            )
            .ShouldBe("fresh boolean, id bigint");

        void Model(string columns) =>
            _project.Write(
                "models/i.sql",
                "{{ config(materialized='incremental', on_schema_change='sync_all_columns') }} select " + columns
            );
    }

    [Fact]
    public async Task Comments_may_hold_anything_and_stand_in_the_catalog()
    {
        _project.Write(
            "models/a.sql",
            "{{ config(materialized='table', persist_docs={'relation': true, 'columns': true}) }} select 1 as id, 2 as \"Odd Name\""
        );
        _project.Write(
            "models/s.yml",
            "models:\n  - name: a\n    description: \"it's $$ a 'table' \\\\ \"\n    columns:\n      - name: id\n        description: the id\n      - name: Odd Name\n        quote: true\n        description: odd\n"
        );

        await _project.DoneAsync("run");
        await _project.DoneAsync("docs generate");

        _project.Ask("select obj_description('shop.a'::regclass)").ShouldBe("it's $$ a 'table' \\ ");
        var catalog = _project.Read("target/catalog.json");
        catalog.ShouldContain("BASE TABLE");
        catalog.ShouldContain("\"the id\"");
        catalog.ShouldContain("\"odd\"");
    }

    [Fact]
    public async Task Grants_are_given_and_taken_back()
    {
        var (reader, writer) = ($"r_{_project.Database.Name}", $"w_{_project.Database.Name}");
        _project.Ask($"create role {reader}; create role {writer}");
        try
        {
            Model(reader);
            await _project.DoneAsync("run");
            Model(writer);
            await _project.DoneAsync("run");

            _project
                .Ask(
                    "select string_agg(grantee, ',') from information_schema.role_table_grants where table_name = 'i' and grantee <> current_user"
                )
                .ShouldBe(writer);
        }
        finally
        {
            _project.Ask($"drop owned by {reader}, {writer}; drop role {reader}, {writer}");
        }

        void Model(string role) =>
            _project.Write("models/i.sql", $"{{{{ config(materialized='incremental', grants={{'select': ['{role}']}}) }}}} select 1 as id");
    }

    [Fact]
    public async Task Hooks_outside_the_transaction_may_do_what_no_transaction_may()
    {
        _project.Write(
            "models/a.sql",
            "{{ config(materialized='table', pre_hook=[before_begin('create table if not exists public.log (w text)'), \"insert into public.log values ('in')\"], post_hook=[after_commit('vacuum {{ this }}')]) }} select 1 as id"
        );
        _project.Write(
            "models/b.sql",
            "{{ config(materialized='table', pre_hook=\"insert into public.log values ('lost')\") }} -- depends_on: {{ ref('a') }}\nselect 1 / 0 as id"
        );

        (await _project.DbtAsync("run")).ExitCode.ShouldBe(1);

        _project.Ask("select string_agg(w, ',') from public.log").ShouldBe("in");
        Relations().ShouldBe("a r");
    }

    [Fact]
    public async Task A_contract_is_kept_with_its_constraints()
    {
        _project.Write("models/a.sql", "{{ config(materialized='table') }} select 'x'::text as w, 1 as id");
        _project.Write(
            "models/s.yml",
            "models:\n  - name: a\n    config: {contract: {enforced: true}}\n    columns:\n      - {name: id, data_type: integer, constraints: [{type: not_null}, {type: primary_key}]}\n      - {name: w, data_type: varchar(10), constraints: [{type: check, expression: \"w <> ''\"}]}\n"
        );

        (await _project.DoneAsync("run")).ShouldContain("[INSERT 0 1 in");
        _project.Write("models/a.sql", "{{ config(materialized='table') }} select 1 as w, 1 as id");
        var refused = await _project.DbtAsync("run");

        refused.Output.ShouldContain("| w           | INTEGER         | STRING        | data type mismatch |");
        _project
            .Ask("select string_agg(contype::text, ',' order by contype) from pg_constraint where conrelid = 'shop.a'::regclass")
            .ShouldBe("c,p");
    }

    [Fact]
    public async Task A_name_is_cut_before_its_suffix_and_refused_where_it_does_not_fit()
    {
        var name = new string('n', 63);
        _project.Write($"models/{name}.sql", "{{ config(materialized='table') }} select 1 as id");
        await _project.DoneAsync("run");
        await _project.DoneAsync("run");
        Relations().ShouldBe(name + " r");

        _project.Write($"models/{name}o.sql", "select 1 as id");
        (await _project.DbtAsync("run")).Output.ShouldContain($"Relation name '{name}o' is longer than 63 characters");
    }

    [Fact]
    public async Task Another_database_cannot_be_reached()
    {
        _project.Write("models/a.sql", "{{ config(database='elsewhere') }} select 1 as id");

        (await _project.DbtAsync("run")).Output.ShouldContain(
            $"Cross-db references not allowed in postgres (elsewhere vs {_project.Database.Name})"
        );
    }

    [Fact]
    public async Task A_seed_has_the_types_of_its_values_and_is_loaded_again()
    {
        _project.Write("seeds/s.csv", "id,n,w,d,t,b\n1,1.5,a,2024-01-02,2024-01-02 03:04:05,true\n2,,,,,\n");

        (await _project.DoneAsync("seed")).ShouldContain("[INSERT 2 in");
        _project.Write("seeds/s.csv", "id,n,w,d,t,b\n3,2,b,2024-01-03,2024-01-02 03:04:05,false\n");
        await _project.DoneAsync("seed");
        (await _project.DoneAsync("seed --full-refresh")).ShouldContain("[CREATE 1 in");

        _project.Ask("select string_agg(id || w, ',') from shop.s").ShouldBe("3b");
        _project.Write("seeds/s.csv", "id,n,w,d,t,b\n1,1.5,a,2024-01-02,2024-01-02 03:04:05,true\n2,,,,,\n");
        await _project.DoneAsync("seed --full-refresh");
        _project
            .Ask("select string_agg(data_type, ', ' order by ordinal_position) from information_schema.columns where table_name = 's'")
            .ShouldBe("integer, double precision, text, date, timestamp without time zone, boolean");
    }

    [Fact]
    public async Task A_snapshot_keeps_the_history_of_rows()
    {
        _project.Write("seeds/s.csv", "id,w\n1,a\n2,a\n");
        _project.Write(
            "snapshots/h.sql",
            "{% snapshot h %}{{ config(target_schema='shop', unique_key='id', strategy='check', check_cols='all', hard_deletes='new_record') }} select * from {{ ref('s') }}{% endsnapshot %}"
        );
        await _project.DoneAsync("build");
        _project.Write("seeds/s.csv", "id,w\n1,b\n3,c\n");
        await _project.DoneAsync("build");

        _project
            .Ask(
                "select string_agg(id || w || ' ' || (dbt_valid_to is null) || ' ' || dbt_is_deleted, ', ' order by id, dbt_valid_from, dbt_is_deleted) from shop.h"
            )
            .ShouldBe("1a false False, 1b true False, 2a false False, 2a true True, 3c true False");
    }

    [Fact]
    public async Task The_freshness_of_a_source_is_asked_for()
    {
        _project.Ask("create table public.raw as select now() - interval '2 hours' as at");
        _project.Write(
            "models/s.yml",
            "sources:\n  - name: raw\n    schema: public\n    tables:\n      - name: raw\n        config: {loaded_at_field: at, freshness: {warn_after: {count: 1, period: hour}}}\n"
        );

        (await _project.DbtAsync("source freshness")).Output.ShouldContain("WARN freshness of raw.raw");
    }

    [Theory]
    [InlineData("dbt.dateadd('month', 1, \"date '2024-01-31'\")", "2024-02-29 00:00:00")]
    [InlineData("dbt.datediff(\"date '2024-01-31'\", \"date '2024-12-01'\", 'quarter')", "3")]
    [InlineData("dbt.datediff(\"date '2023-12-31'\", \"date '2024-02-01'\", 'month')", "2")]
    [InlineData("dbt.datediff(\"date '2024-01-06'\", \"date '2024-01-07'\", 'week')", "1")]
    [InlineData("dbt.datediff(\"timestamp '2024-01-01 00:59:59'\", \"timestamp '2024-01-01 01:00:01'\", 'hour')", "1")]
    [InlineData("dbt.datediff(\"timestamp '2024-01-01 00:00:59'\", \"timestamp '2024-01-01 00:01:01.5'\", 'second')", "2")]
    [InlineData("dbt.datediff(\"timestamp '2024-01-01 00:00:59'\", \"timestamp '2024-01-01 00:01:01.5'\", 'millisecond')", "2500")]
    [InlineData("dbt.last_day(\"date '2024-02-10'\", 'quarter')", "2024-03-31")]
    [InlineData("dbt.last_day(\"date '2024-02-10'\", 'month')", "2024-02-29")]
    [InlineData("dbt.split_part(\"'a|b|c'\", \"'|'\", 2)", "b")]
    [InlineData("dbt.split_part(\"'a|b|c'\", \"'|'\", -1)", "c")]
    [InlineData("dbt.any_value(\"x\")", "1")]
    [InlineData("dbt.listagg(\"x::text\", \"'-'\", 'order by x desc', 2)", "3-2")]
    [InlineData("dbt.listagg(\"x::text\", \"'-'\", 'order by x')", "1-2-3")]
    [InlineData("dbt.safe_cast(\"'1'\", 'integer')", "1")]
    [InlineData("dbt.hash(\"'a'\")", "0cc175b9c0f1b6a831c399e269772661")]
    [InlineData("dbt.date_trunc('month', \"date '2024-02-10'\")", "2024-02-01 00:00:00+00")]
    [InlineData("dbt.bool_or('x = 1')", "true")]
    [InlineData("dbt.array_construct([1, 2])", "{1,2}")]
    [InlineData("dbt.array_append('array[1]', 2)", "{1,2}")]
    public async Task A_cross_database_macro_gives_the_value(string call, string value)
    {
        var rows = call.Contains('x', StringComparison.Ordinal) ? "" : " limit 1";
        _project.Write(
            "macros/ask.sql",
            $$$"""
            {% macro ask() %}{{ print(run_query("set time zone 'UTC'; select (" ~ {{{call}}} ~ ")::text as v from generate_series(1, 3) as x{{{rows}}}").rows[0][0]) }}{% endmacro %}
            """
        );

        (await _project.DoneAsync("--quiet run-operation ask")).Trim().ShouldBe(value);
    }

    [Fact]
    public async Task Debug_says_what_it_connects_to()
    {
        var output = await _project.DoneAsync("debug");

        output.ShouldContain("adapter type: postgres");
        output.ShouldContain("  search_path: None\n");
        output.ShouldContain("Connection test: [OK connection ok]");
        output.ShouldNotContain("password");
    }

    private string? Relations() =>
        (string?)
            _project.Ask(
                "select string_agg(relname || ' ' || relkind::text, ', ' order by relname) from pg_class join pg_namespace n on n.oid = relnamespace where nspname = 'shop' and relkind in ('r', 'v', 'm')"
            );

    private string? Indexes(string table) =>
        (string?)
            _project.Ask(
                $"select string_agg(regexp_replace(indexdef, 'CREATE (UNIQUE )?INDEX .* USING (.*) \\((.*)\\)', '\\1\\2 \\3'), '; ' order by indexdef) from (select replace(regexp_replace(indexdef, '\"?[0-9a-f]{{32}}\"?', ''), ', ', ',') as indexdef from pg_indexes where tablename = '{table}') i"
            );
}
