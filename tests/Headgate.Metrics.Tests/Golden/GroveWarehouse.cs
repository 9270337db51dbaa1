using System.Data.Common;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Headgate.Testing;
using Npgsql;
using Sylvan.Data.Csv;

namespace Headgate.Metrics.Tests.Golden;

/// <summary>The tables of the reference project, in a database of their own.</summary>
public sealed partial class GroveWarehouse : IDisposable
{
    private static readonly (string Table, string Columns)[] Seeds =
    [
        ("raw_countries", "country_code text, country_name text, continent text"),
        ("raw_regions", "region_id integer, region_name text, country_code text, opened_on date"),
        (
            "raw_customers",
            "customer_id integer, customer_name text, region_id integer, signed_up_on date, tier text, is_vip boolean, birth_year integer, referrer_id integer"
        ),
        ("raw_customer_segments", "customer_id integer, segment text, valid_from date, valid_to date"),
        ("raw_products", "product_id integer, product_name text, category text, unit_cost numeric(10,2), launched_on date"),
        (
            "raw_employees",
            "employee_id integer, manager_id integer, employee_name text, job text, hired_on date, left_on date, salary numeric(10,2)"
        ),
        (
            "raw_orders",
            "order_id integer, customer_id integer, employee_id integer, channel text, status text, amount numeric(12,2), discount double precision, is_gift boolean, ordered_at timestamp, shipped_at timestamp"
        ),
        (
            "raw_order_items",
            "item_id integer, order_id integer, product_id integer, line_no integer, quantity integer, unit_price numeric(10,2), was_returned boolean"
        ),
        ("raw_visits", "visit_id integer, customer_id integer, channel text, campaign text, visited_at timestamp, seconds_on_site integer"),
        ("raw_account_balances", "account_id integer, customer_id integer, plan text, balance_on date, balance numeric(12,2)"),
    ];

    private readonly string? _server;

    private GroveWarehouse(SqlEngine engine, DbConnection connection, string database, string? server)
    {
        Engine = engine;
        Connection = connection;
        Database = database;
        _server = server;
    }

    public SqlEngine Engine { get; }

    public DbConnection Connection { get; }

    public string Database { get; }

    public static GroveWarehouse DuckDb()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        // The project's own expressions divide integers as PostgreSQL does.
        Execute(connection, "attach ':memory:' as mf; use mf; set integer_division = true; set TimeZone = 'UTC'");
        var warehouse = new GroveWarehouse(SqlEngine.DuckDb, connection, "mf", null);
        warehouse.Fill();
        return warehouse;
    }

    public static GroveWarehouse Postgres()
    {
        var server = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES names no PostgreSQL server.");
        }
        var database = "grove_" + Guid.NewGuid().ToString("N");
        using (var maintenance = new NpgsqlConnection(server))
        {
            maintenance.Open();
            Execute(maintenance, $"create database {database}");
        }
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server)
            {
                Database = database,
                Pooling = false,
                Timezone = "UTC",
            }.ConnectionString
        );
        connection.Open();
        var warehouse = new GroveWarehouse(SqlEngine.Postgres, connection, database, server);
        warehouse.Fill();
        return warehouse;
    }

    internal ResultTable Query(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        return ResultTable.Read(reader);
    }

    public void Dispose()
    {
        Connection.Dispose();
        if (_server is not null)
        {
            using var maintenance = new NpgsqlConnection(_server);
            maintenance.Open();
            Execute(maintenance, $"drop database {Database} with (force)");
        }
    }

    private void Fill()
    {
        var project = Prerequisite.SharedData("golden", "projects", "grove_metrics");
        Execute(Connection, "create schema grove_metrics");
        foreach (var (table, columns) in Seeds)
        {
            Execute(Connection, $"create table grove_metrics.{table} ({columns})");
            Load(
                Path.Combine(project, "seeds", table + ".csv"),
                table,
                [.. columns.Split(", ").Select(column => column[(column.IndexOf(' ') + 1)..])]
            );
        }
        foreach (var model in Directory.GetFiles(Path.Combine(project, "models", "shop"), "*.sql"))
        {
            var name = Path.GetFileNameWithoutExtension(model);
            var sql = Reference().Replace(File.ReadAllText(model), "grove_metrics.$1");
            Execute(Connection, $"create table grove_metrics.{name} as {(Engine == SqlEngine.DuckDb ? OfDuckDb(name, sql) : sql)}");
        }
    }

    private void Load(string path, string table, string[] types)
    {
        using var csv = CsvDataReader.Create(path);
        var rows = new List<string>();
        while (csv.Read())
        {
            rows.Add(
                $"({string.Join(", ", types.Select((type, i) => csv.GetString(i) is { Length: > 0 } text ? $"cast('{text.Replace("'", "''")}' as {type})" : "null"))})"
            );
        }
        Execute(Connection, $"insert into grove_metrics.{table} values {string.Join(", ", rows)}");
    }

    /// <summary>The calendars are written in PostgreSQL's own words; the same days and hours in DuckDB's.</summary>
    private static string OfDuckDb(string name, string sql) =>
        name switch
        {
            "calendar_day" => """
                select
                  cast(d as date) as date_day,
                  cast(d - to_days(cast((extract(dow from d) + 1) % 7 as integer)) as date) as fiscal_week,
                  cast(date_trunc('quarter', d + interval '1 month') - interval '1 month' as date) as fiscal_quarter
                from generate_series(timestamp '2023-12-01', timestamp '2024-08-31', interval '1 day') as g(d)
                """,
            _ => sql,
        };

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"\{\{ ref\('(\w+)'\) \}\}")]
    private static partial Regex Reference();
}
