using DuckDB.NET.Data;
using Headgate.Dbt.Reading;
using Headgate.Dbt.Tests.Adapters.Postgres;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Reading;

/// <summary>Readers outside of runs: they read the warehouse and nothing else, whatever stands in it.</summary>
public sealed class WarehouseReaderTests : IDisposable
{
    private const string Secret = "hga_secret_of_the_server";

    private static readonly ReadLimits Limits = new(1000, 1 << 20, TimeSpan.FromSeconds(30));

    private readonly TemporaryFolder _folder = new();
    private readonly WarehouseReader _reader;

    public WarehouseReaderTests()
    {
        var bootstrap = Path.Combine(_folder.Path, "bootstrap.json");
        File.WriteAllText(bootstrap, Secret);
        var place = Directory.CreateDirectory(Path.Combine(_folder.Path, "published")).FullName;
        var file = Path.Combine(place, "shop.duckdb");
        using (var connection = new DuckDBConnection($"Data Source={file}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                create table orders as select range as id, range % 3 as kind from range(2000);
                create view v as select * from read_text('{bootstrap}');
                create macro t() as table select * from read_text('{bootstrap}');
                create macro s() as (select content from read_text('{bootstrap}'));
                create macro m(q) as table from query(q);
                """;
            command.ExecuteNonQuery();
        }
        var own = Directory.CreateDirectory(Path.Combine(_folder.Path, "own")).FullName;
        _reader = WarehouseReader.Of(new Dictionary<string, object?> { ["type"] = "duckdb", ["path"] = file }, own, file);
    }

    [Fact]
    public void It_reads_tables() =>
        _reader
            .Read("select kind, count(*) as n from shop.main.orders group by 1 order by 1", Limits, CancellationToken.None)
            .Rows.Select(row => (row[0], row[1]))
            .ShouldBe([(0L, 667L), (1L, 667L), (2L, 666L)]);

    [Attack("BOX-11")]
    [Theory]
    [InlineData("select * from v")]
    [InlineData("select * from t()")]
    [InlineData("select s()")]
    [InlineData("select * from m('select * from v')")]
    [InlineData("select * from m('select * from read_text(''/etc/passwd'')')")]
    [InlineData("select * from read_text('/etc/passwd')")]
    [InlineData("select * from glob('/etc/*')")]
    [InlineData("select getenv('HOME')")]
    public void Poison_in_the_warehouse_reads_no_file(string sql)
    {
        var refused = Should.Throw<WarehouseException>(() => _reader.Read(sql, Limits, CancellationToken.None));
        refused.Message.ShouldNotContain(Secret);
        refused.Message.ShouldNotContain("root:");
        refused.Message.ShouldNotContain(_folder.Path);
    }

    [Theory]
    [InlineData("create table x as select 1")]
    [InlineData("delete from orders")]
    [InlineData("set enable_external_access = true")]
    [InlineData("attach ':memory:' as other; create table other.x as select 1; copy orders to '/tmp/headgate-orders.csv'")]
    [InlineData("install httpfs")]
    public void It_changes_nothing(string sql) => Should.Throw<WarehouseException>(() => _reader.Read(sql, Limits, CancellationToken.None));

    [Fact]
    public void It_gives_no_more_than_the_limits_allow()
    {
        var rows = Should.Throw<WarehouseException>(() => _reader.Read("select * from orders", Limits, CancellationToken.None));
        (rows.Message.Contains("1000 rows", StringComparison.Ordinal), rows.IsFromDatabase).ShouldBe((true, false));
        Should
            .Throw<WarehouseException>(() => _reader.Read("select repeat('x', 1000000) as t", Limits, CancellationToken.None))
            .Message.ShouldContain("bytes");
    }

    [Fact]
    public void A_caller_who_leaves_ends_the_query()
    {
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Should.Throw<OperationCanceledException>(() =>
            _reader.Read("select count(*) from range(100000000) a, range(100000) b where a.range + b.range = 3", Limits, leaving.Token)
        );
    }

    [Fact]
    public void A_hundred_queries_at_once_are_answered() =>
        Enumerable
            .Range(0, 100)
            .AsParallel()
            .WithDegreeOfParallelism(16)
            .Select(i => (long)_reader.Read($"select count(*) from orders where id >= {i}", Limits, CancellationToken.None).Rows[0][0]!)
            .Order()
            .ShouldBe(Enumerable.Range(1901, 100).Select(n => (long)n));

    [Fact]
    public void A_server_is_asked_in_a_transaction_that_reads_alone()
    {
        using var database = new PostgresDatabase();
        database.Ask("create table orders as select generate_series(1, 10) as id");
        var output = database.Output;
        output["type"] = "postgres";
        using var reader = WarehouseReader.Of(output, _folder.Path, null);
        reader.Read("select count(*) as n from orders", Limits, CancellationToken.None).Rows[0][0].ShouldBe(10L);
        Should
            .Throw<WarehouseException>(() => reader.Read("delete from orders returning id", Limits, CancellationToken.None))
            .Message.ShouldContain("read-only transaction");
        var brief = Limits with { Time = TimeSpan.FromMilliseconds(200) };
        Should
            .Throw<WarehouseException>(() => reader.Read("select pg_sleep(5)", brief, CancellationToken.None))
            .Message.ShouldContain("statement timeout");
        database.Ask("select count(*) from orders").ShouldBe(10L);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Dispose();
    }
}
