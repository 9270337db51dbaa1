using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Tests.Adapters.DuckDb;

public sealed class DuckDbAdapterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-duckdb-").FullName;
    private readonly IAdapter _adapter;

    public DuckDbAdapterTests() =>
        _adapter = AdapterFactory.Create(
            "duckdb",
            new Dictionary<string, object?> { ["path"] = "shop.duckdb", ["schema"] = "main" },
            _folder,
            box: null
        );

    public void Dispose()
    {
        _adapter.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_database_is_named_after_its_file() => _adapter.Credentials.Database.ShouldBe("shop");

    [Theory]
    [InlineData("create table t as select range as i from range(7)", "SELECT 7", 7)]
    [InlineData("create view v as select 1 as a", "CREATE VIEW", null)]
    [InlineData("-- a note\ncreate or replace view v as (with x as (select 1) select * from x)", "CREATE VIEW", null)]
    [InlineData("create schema s", "CREATE SCHEMA", null)]
    [InlineData("/* {} */ create table t (i int); insert into t values (1), (2)", "CREATE TABLE", null)]
    public void A_statement_answers_with_its_kind_and_the_rows_it_wrote(string sql, string message, int? rows)
    {
        using var connection = _adapter.Open("test");

        var response = connection.Execute(sql, fetch: false, null, null, CancellationToken.None).Response;

        response.Message.ShouldBe(message);
        response.RowsAffected.ShouldBe(rows);
    }

    [Fact]
    public void Values_keep_their_kind()
    {
        using var connection = _adapter.Open("test");

        var row = connection
            .Execute(
                "select 1 a, 1.50 b, date '2024-01-02' c, timestamp '2024-01-02 03:04:05' d, 170141183460469231731687303715884105727 e, null f, true g, [1, 2] h, timestamptz '2024-01-02 03:04:05+00' i",
                fetch: true,
                null,
                null,
                CancellationToken.None
            )
            .Table.Rows[0];

        row[0].ShouldBe(1L);
        row[1].ShouldBe(1.50m);
        row[2].ShouldBe(new DateOnly(2024, 1, 2));
        row[3].ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5));
        row[4].ShouldBe(System.Numerics.BigInteger.Parse("170141183460469231731687303715884105727"));
        row[5].ShouldBeNull();
        row[6].ShouldBe(true);
        row[7].ShouldBeOfType<List<object?>>().ShouldBe([1L, 2L]);
        row[8].ShouldBe(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero));
    }

    [Fact]
    public void A_refused_statement_says_what_the_database_says()
    {
        using var connection = _adapter.Open("test");

        var error = Should.Throw<DatabaseException>(() =>
            connection.Execute("select * from missing", true, null, null, CancellationToken.None)
        );

        error.Message.ShouldContain("Table with name missing does not exist");
        error.IsConnection.ShouldBeFalse();
    }

    [Fact]
    public void What_is_rolled_back_is_gone_and_what_is_committed_stays()
    {
        using var connection = _adapter.Open("one");
        connection.Begin();
        connection.Execute("create table gone as select 1 a", false, null, null, CancellationToken.None);
        connection.Rollback();
        connection.Begin();
        connection.Execute("create table kept as select 1 a", false, null, null, CancellationToken.None);
        connection.Commit();

        using var other = _adapter.Open("two");
        var names = other.Execute("select table_name from duckdb_tables()", true, null, null, CancellationToken.None).Table;

        names.Rows.Select(r => r[0]).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task A_long_statement_ends_when_it_is_cancelled()
    {
        using var connection = _adapter.Open("test");
        using var cancellation = new CancellationTokenSource();
        var running = Task.Run(() =>
            connection.Execute("select count(*) from range(100000000) a, range(1000000) b", true, null, null, cancellation.Token)
        );
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(
            running.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void Two_connections_of_one_adapter_write_at_the_same_time()
    {
        using var first = _adapter.Open("first");
        using var second = _adapter.Open("second");
        first.Begin();
        second.Begin();
        first.Execute("create table a as select 1 i", false, null, null, CancellationToken.None);
        second.Execute("create table b as select 1 i", false, null, null, CancellationToken.None);
        first.Commit();
        second.Commit();

        first.Execute("select count(*) from duckdb_tables()", true, null, null, CancellationToken.None).Table.Rows[0][0].ShouldBe(2L);
    }

    [Fact]
    public void The_columns_of_a_query_are_known_without_its_rows()
    {
        using var connection = _adapter.Open("test");

        var columns = connection.Describe("select 1 as id, 'x' as name, 1.5::decimal(10,2) as price", CancellationToken.None);

        columns.Select(c => (c.Name, c.Type)).ShouldBe([("id", "INTEGER"), ("name", "VARCHAR"), ("price", "DECIMAL(10,2)")]);
    }

    [Fact]
    public void A_file_that_is_no_database_is_a_failed_connection()
    {
        File.WriteAllText(Path.Combine(_folder, "broken.duckdb"), new string('x', 5000));
        using var broken = AdapterFactory.Create(
            "duckdb",
            new Dictionary<string, object?> { ["path"] = "broken.duckdb" },
            _folder,
            box: null
        );

        Should.Throw<DatabaseException>(() => broken.Open("test")).IsConnection.ShouldBeTrue();
    }
}
