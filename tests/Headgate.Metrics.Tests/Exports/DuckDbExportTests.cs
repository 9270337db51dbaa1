using System.Data.Common;
using DuckDB.NET.Data;

namespace Headgate.Metrics.Tests.Exports;

public sealed class DuckDbExportTests()
    : ExportTests(
        "{type: duckdb, path: shop.duckdb, schema: main}",
        "select cast(range as date) as day from range(date '2024-01-01', date '2024-03-01', interval 1 day)"
    )
{
    protected override string Schema => "main";

    protected override DbConnection Connect() => new DuckDBConnection($"Data Source={Path.Combine(Folder, "shop.duckdb")}");
}
