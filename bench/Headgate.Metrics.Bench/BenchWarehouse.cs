using System.Globalization;
using DuckDB.NET.Data;
using Headgate.Dbt.Reading;

namespace Headgate.Metrics.Bench;

/// <summary>A DuckDB file with two of the large project's tables, read as the server reads it.</summary>
internal sealed class BenchWarehouse : IDisposable
{
    public const int Rows = 5_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-metrics-").FullName;
    private readonly WarehouseReader _reader;

    public BenchWarehouse()
    {
        var file = Path.Combine(_folder, "bench.duckdb");
        using (var connection = new DuckDBConnection($"Data Source={file}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create table m1 as select range as id, 'v' || (range % 20) as d1 from range(100000);
                create table m0 as select range as id, (range * 7) % 100000 as next_id, date '2020-01-01' + cast(range % 1500 as integer) as at,
                    'v' || (range % 10) as d2, cast(range % 1000 as decimal(12, 2)) as amount from range({Rows});
                """
            );
            command.ExecuteNonQuery();
        }
        _reader = WarehouseReader.Of(new Dictionary<string, object?> { ["type"] = "duckdb", ["path"] = file }, _folder, file);
    }

    public WarehouseTable Read(string sql) =>
        _reader.Read(sql, new ReadLimits(100_000, 1 << 26, TimeSpan.FromMinutes(1)), CancellationToken.None);

    public void Dispose()
    {
        _reader.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
