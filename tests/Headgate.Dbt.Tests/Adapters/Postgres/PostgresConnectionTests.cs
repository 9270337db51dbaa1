using Headgate.Dbt.Adapters;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Adapters.Postgres;

public sealed class PostgresConnectionTests : IDisposable
{
    private readonly PostgresDatabase _database = new();
    private readonly IAdapter _adapter;
    private readonly IAdapterConnection _connection;

    public PostgresConnectionTests()
    {
        _adapter = _database.Adapter();
        _connection = _adapter.Open("test");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _adapter.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData("create table t as select * from generate_series(1, 7) i", "SELECT 7", "SELECT", 7)]
    [InlineData("create view v as select 1 as a", "CREATE VIEW", "CREATE VIEW", -1)]
    [InlineData("create unlogged table t (i int); insert into t values (1), (2);\n-- done", "INSERT 0 2", "INSERT", 2)]
    [InlineData("create schema s", "CREATE SCHEMA", "CREATE SCHEMA", -1)]
    [InlineData("create materialized view m as select 1 as a", "SELECT 1", "SELECT", 1)]
    [InlineData("create table t (i int); create unique index on t (i)", "CREATE INDEX", "CREATE INDEX", -1)]
    [InlineData("create table t (i int); truncate t", "TRUNCATE TABLE", "TRUNCATE TABLE", -1)]
    [InlineData("select 1 where false", "SELECT 0", "SELECT", 0)]
    [InlineData("do $$ begin perform 1; end $$", "DO", "DO", -1)]
    [InlineData("create function f() returns int language sql begin atomic select 1; select 2; end; select f()", "SELECT 1", "SELECT", 1)]
    public void A_statement_answers_with_the_servers_word_and_the_rows_it_wrote(string sql, string message, string code, int rows)
    {
        var response = Run(sql).Response;

        response.Message.ShouldBe(message);
        response.Code.ShouldBe(code);
        response.RowsAffected.ShouldBe(rows);
    }

    [Fact]
    public void Values_keep_their_kind()
    {
        var row = Run(
            "select 1::smallint a, 1.50 b, date '2024-01-02' c, timestamp '2024-01-02 03:04:05.5' d, 123456789012345678901234567890 e, null f, true g, "
                + "array[1, null, 2] h, timestamptz '2024-01-02 03:04:05+02' i, interval '1 month 2 days 03:00' j, 0.1::float8 k, 'a b' l, "
                + "array['a', 'b \"c\"'] m, time '03:04:05' n, 'NaN'::float8 o, '10.0.0.1'::inet p, 1e400::numeric q"
        ).Table.Rows[0];

        row[0].ShouldBe(1L);
        row[1].ShouldBe(1.50m);
        row[2].ShouldBe(new DateOnly(2024, 1, 2));
        row[3].ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5, 500));
        row[4].ShouldBe(System.Numerics.BigInteger.Parse("123456789012345678901234567890", null));
        row[5].ShouldBeNull();
        row[6].ShouldBe(true);
        row[7].ShouldBeOfType<List<object?>>().ShouldBe([1L, null, 2L]);
        row[8].ShouldBe(new DateTimeOffset(2024, 1, 2, 1, 4, 5, TimeSpan.Zero));
        row[9].ShouldBe(new TimeSpan(32, 3, 0, 0));
        row[10].ShouldBe(0.1);
        row[11].ShouldBe("a b");
        row[12].ShouldBeOfType<List<object?>>().ShouldBe(["a", "b \"c\""]);
        row[13].ShouldBe(new TimeOnly(3, 4, 5));
        row[14].ShouldBe(double.NaN);
        row[15].ShouldBe("10.0.0.1");
        row[16].ShouldBeOfType<System.Numerics.BigInteger>();
    }

    [Fact]
    public void Columns_of_one_name_are_told_apart() => Run("select 1 as a, 2 as a, 3 as b").Table.Columns.ShouldBe(["a", "a_2", "b"]);

    [Fact]
    public void A_refused_statement_shows_its_line_in_the_whole_text_as_psql_does()
    {
        var error = Should.Throw<DatabaseException>(() => Run("select 1;\n\nselect\n  nope\nfrom pg_class"));

        error.Message.ShouldBe("column \"nope\" does not exist\nLINE 4:   nope\n          ^");
    }

    [Fact]
    public void A_long_line_is_cut_around_the_place()
    {
        var error = Should.Throw<DatabaseException>(() => Run($"select {new string('1', 80)} as a, nope, {new string('2', 80)} as b"));

        error.Message.ShouldBe(
            "column \"nope\" does not exist\nLINE 1: ...1111111111111111111111111111111111111111111 as a, nope, 2222...\n"
                + new string(' ', 61)
                + "^"
        );
    }

    [Fact]
    public void A_detail_and_a_hint_follow_the_message()
    {
        Run("create table t (id int not null)");

        Should
            .Throw<DatabaseException>(() => Run("insert into t values (null)"))
            .Message.ShouldBe(
                "null value in column \"id\" of relation \"t\" violates not-null constraint\nDETAIL:  Failing row contains (null)."
            );
        Should.Throw<DatabaseException>(() => Run("select 1 + 'a'::text || nosuch(1)")).Message.ShouldContain("\nHINT:  ");
    }

    [Fact]
    public void An_empty_text_is_refused_as_by_dbts_driver() =>
        Should.Throw<DatabaseException>(() => Run("-- nothing\n;")).Message.ShouldBe("can't execute an empty query");

    [Fact]
    public void What_a_node_does_before_it_commits_is_undone_when_it_is_released()
    {
        Run("create table kept (i int)");
        _connection.Commit();
        Run("create table at_once (i int)");
        _connection.Begin();
        Run("create table lost (i int)");
        _connection.Release();
        Run("create table lost_too (i int)");
        _connection.Release();

        Tables().ShouldBe("at_once,kept");
    }

    [Fact]
    public void A_cleared_connection_runs_what_no_transaction_may_hold()
    {
        _connection.ClearTransaction();

        Run("create table t (i int)");
        Run("vacuum t").Response.Message.ShouldBe("VACUUM");
        Tables().ShouldBe("t");
    }

    [Fact]
    public void Several_statements_of_one_text_take_effect_together()
    {
        _connection.ClearTransaction();

        Should.Throw<DatabaseException>(() => Run("create table a (i int); create table a (i int)"));

        Tables().ShouldBe("");
    }

    [Fact]
    public void Sql_may_end_the_transaction_itself()
    {
        Run("create table a (i int); commit; create table b (i int)");
        _connection.InTransaction.ShouldBeFalse();
        _connection.Release();

        Tables().ShouldBe("a,b");
    }

    [Fact]
    public void The_next_node_finds_no_temporary_tables_and_settings_of_the_last()
    {
        Run("create temporary table scratch as select 1 as a; set work_mem = '9MB'");
        _connection.Commit();
        _connection.Release();

        Run("show work_mem").Table.Rows[0][0].ShouldNotBe("9MB");
        Run("select count(*) from pg_class where relname = 'scratch'").Table.Rows[0][0].ShouldBe(0L);
    }

    [Fact]
    public async Task A_cancelled_statement_ends_at_the_server()
    {
        using var cancel = new CancellationTokenSource();
        var sleeping = Task.Run(
            () => _connection.Execute("select pg_sleep(120)", fetch: true, null, null, cancel.Token),
            TestContext.Current.CancellationToken
        );
        await Until.HoldsAsync(() => Sleeping() is 1L, "the statement sleeps, and then does not", TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sleeping);
        await Until.HoldsAsync(() => Sleeping() is 0L, "the statement sleeps, and then does not", TestContext.Current.CancellationToken);
        Run("select 1").Response.Message.ShouldBe("SELECT 1");
    }

    [Fact]
    public void A_connection_that_the_server_ends_fails_its_statement_and_not_the_next_node()
    {
        var pid = Run("select pg_backend_pid()").Table.Rows[0][0];
        _database.Ask($"select pg_terminate_backend({pid})");

        Should.Throw<DatabaseException>(() => Run("select 1"));
        _connection.Release();

        Run("select 2 as a").Table.Rows[0][0].ShouldBe(2L);
    }

    [Fact]
    public void With_autocommit_each_statement_takes_effect_by_itself()
    {
        using var adapter = _database.Adapter(("autocommit", true));
        using var connection = adapter.Open("test");

        connection.Begin();
        connection.Execute("create table kept (i integer)", false, null, null, CancellationToken.None);
        connection.Load(
            "kept",
            ["i"],
            new QueryTable(
                ["i"],
                [
                    [1L],
                    [2.4m],
                ]
            ),
            CancellationToken.None
        );
        connection.Release();

        _database.Ask("select sum(i) from kept").ShouldBe(3L);
    }

    [Fact]
    public void Each_node_has_the_role_and_the_search_path_of_the_profile()
    {
        var role = "role_" + _database.Name;
        _database.Ask($"create role {role}");
        try
        {
            using var adapter = _database.Adapter(("role", role), ("search_path", "shop, public"), ("application_name", "till"));
            using var connection = adapter.Open("test");
            for (var node = 0; node < 2; node++)
            {
                connection
                    .Execute(
                        "select current_role, current_setting('search_path'), current_setting('application_name')",
                        true,
                        null,
                        null,
                        CancellationToken.None
                    )
                    .Table.Rows[0]
                    .ShouldBe([role, "shop, public", "till"]);
                connection.Execute("set role none; set search_path to pg_catalog", false, null, null, CancellationToken.None);
                connection.Release();
            }
        }
        finally
        {
            _database.Ask($"drop role {role}");
        }
    }

    [Fact]
    public void Rows_are_loaded_as_they_are()
    {
        Run("create table t (a integer, b text, c float8, d boolean, e date, f timestamp)");
        object?[][] rows =
        [
            [1L, "x\ty\\z\n'q'", 1.5m, true, new DateOnly(2024, 1, 2), new DateTime(2024, 1, 2, 3, 4, 5)],
            [null, "", null, null, null, null],
        ];

        _connection.Load("t", ["a", "b", "c", "d", "e", "f"], new QueryTable(["a", "b", "c", "d", "e", "f"], rows), CancellationToken.None);

        var loaded = Run("select * from t order by a").Table.Rows;
        loaded[0].ShouldBe([1L, "x\ty\\z\n'q'", 1.5, true, new DateOnly(2024, 1, 2), new DateTime(2024, 1, 2, 3, 4, 5)]);
        loaded[1][1].ShouldBe("");
        loaded[1][0].ShouldBeNull();
    }

    [Fact]
    public void What_COPY_does_not_convert_INSERT_does()
    {
        Run("create table t (a integer)");

        _connection.Load(
            "t",
            ["a"],
            new QueryTable(
                ["a"],
                [
                    [1.6m],
                    [-2m],
                ]
            ),
            CancellationToken.None
        );

        Run("select string_agg(a::text, ',' order by a) from t").Table.Rows[0][0].ShouldBe("-2,2");
    }

    [Fact]
    public void A_wrong_row_is_shown_in_the_statement_that_dbt_would_have_sent()
    {
        Run("create table t (a integer, b integer)");

        Should
            .Throw<DatabaseException>(() =>
                _connection.Load(
                    "t",
                    ["a", "b"],
                    new QueryTable(
                        ["a", "b"],
                        [
                            ["abc", 2L],
                        ]
                    ),
                    CancellationToken.None
                )
            )
            .Message.ShouldBe("invalid input syntax for type integer: \"abc\"\nLINE 3:           ('abc',2)\n                   ^");
    }

    [Fact]
    public void Bindings_are_written_into_the_statement()
    {
        var rows = _connection
            .Execute("select %s::text, %s + 1, %s, '100%%'", fetch: true, ["a'b\\c", 4L, null], null, CancellationToken.None)
            .Table.Rows;

        rows[0].ShouldBe(["a'b\\c", 5L, null, "100%"]);
    }

    [Fact]
    public void A_query_is_described_in_the_names_of_dbts_driver()
    {
        _connection
            .Describe(
                "select 1 a, 2::bigint b, 'x'::varchar(3) c, 1.5 d, now() e, array[1] f, '{}'::jsonb g, '10.0.0.1'::inet h where false",
                CancellationToken.None
            )
            .Select(c => c.Type)
            .ShouldBe(["INTEGER", "LONGINTEGER", "STRING", "DECIMAL", "DATETIMETZ", "INTEGERARRAY", "JSONB", "unknown type_code 869"]);
    }

    private QueryResult Run(string sql) => _connection.Execute(sql, fetch: true, null, null, CancellationToken.None);

    private object? Sleeping() =>
        _database.Ask(
            "select count(*) from pg_stat_activity where query like 'select pg_sleep(120)%' and state = 'active' and datname = current_database()"
        );

    private string? Tables() =>
        (string?)
            _database.Ask("select coalesce(string_agg(tablename, ',' order by tablename), '') from pg_tables where schemaname = 'public'");
}
