using System.Data.Common;
using DuckDB.NET.Data;
using Headgate.Dbt.Reading;
using Headgate.Metrics.Semantics;
using Headgate.Testing;
using Npgsql;

namespace Headgate.Metrics.Tests.Edges;

/// <summary>A small shop with everything that makes numbers difficult, in a real database, read as the server reads it.</summary>
internal sealed class EdgeWarehouse : IDisposable
{
    private const string Tables = """
        create schema edge;
        create table edge.countries (country_id integer, country_name text);
        insert into edge.countries values (1, 'Chile'), (2, 'Peru');
        create table edge.customers (customer_id integer, country_id integer, customer_name text);
        insert into edge.customers values (1, 1, 'Ann'), (2, 2, 'Bo'), (3, null, 'Cy');
        create table edge.stores (store_id integer, country_id integer, store_name text);
        insert into edge.stores values (1, 2, 'North'), (2, 1, 'South');
        create table edge.orders (order_id integer, customer_id integer, store_id integer, amount integer, refund integer, ordered_on date, ordered_at timestamptz);
        insert into edge.orders values
          (1, 1, 1, 10, 0, date '2024-03-30', timestamptz '2024-03-30 23:30:00+00'),
          (2, 1, 2, 20, 0, date '2024-03-31', timestamptz '2024-03-31 00:30:00+00'),
          (3, 2, 1, 30, 5, date '2024-03-31', timestamptz '2024-03-31 01:30:00+00'),
          (4, null, 2, 40, 0, date '2024-10-27', timestamptz '2024-10-27 00:30:00+00'),
          (5, 99, null, 50, 0, date '2024-10-27', timestamptz '2024-10-27 01:30:00+00'),
          (6, 3, 1, null, null, date '2024-10-27', timestamptz '2024-10-27 22:30:00+00');
        """;

    private const string Manifest = """
        {"semantic_models":[
          {"name":"orders","node_relation":{"relation_name":"\"DB\".edge.orders"},"defaults":{"agg_time_dimension":"ordered_on"},
           "entities":[{"name":"purchase","type":"primary","expr":"order_id"},{"name":"customer","type":"foreign","expr":"customer_id"},{"name":"store","type":"foreign","expr":"store_id"}],
           "dimensions":[{"name":"ordered_on","type":"time","type_params":{"time_granularity":"day"}},{"name":"ordered_at","type":"time","type_params":{"time_granularity":"hour"}}],"measures":[]},
          {"name":"customers","node_relation":{"relation_name":"\"DB\".edge.customers"},
           "entities":[{"name":"customer","type":"primary","expr":"customer_id"},{"name":"country","type":"foreign","expr":"country_id"}],
           "dimensions":[{"name":"customer_name","type":"categorical"}],"measures":[]},
          {"name":"stores","node_relation":{"relation_name":"\"DB\".edge.stores"},
           "entities":[{"name":"store","type":"primary","expr":"store_id"},{"name":"country","type":"foreign","expr":"country_id"}],
           "dimensions":[{"name":"store_name","type":"categorical"}],"measures":[]},
          {"name":"countries","node_relation":{"relation_name":"\"DB\".edge.countries"},
           "entities":[{"name":"country","type":"primary","expr":"country_id"}],"dimensions":[{"name":"country_name","type":"categorical"}],"measures":[]}],
         "metrics":[
          {"name":"orders_made","type":"simple","type_params":{"expr":"1","metric_aggregation_params":{"semantic_model":"orders","agg":"count","agg_time_dimension":"ordered_on"}}},
          {"name":"orders_by_hour","type":"simple","type_params":{"expr":"1","metric_aggregation_params":{"semantic_model":"orders","agg":"count","agg_time_dimension":"ordered_at"}}},
          {"name":"sales","type":"simple","type_params":{"expr":"amount","metric_aggregation_params":{"semantic_model":"orders","agg":"sum","agg_time_dimension":"ordered_on"}}},
          {"name":"sales_or_none","type":"simple","type_params":{"expr":"amount","fill_nulls_with":0,"metric_aggregation_params":{"semantic_model":"orders","agg":"sum","agg_time_dimension":"ordered_on"}}},
          {"name":"refunds","type":"simple","type_params":{"expr":"refund","metric_aggregation_params":{"semantic_model":"orders","agg":"sum","agg_time_dimension":"ordered_on"}}},
          {"name":"sales_per_refund","type":"ratio","type_params":{"numerator":{"name":"sales"},"denominator":{"name":"refunds"}}},
          {"name":"sales_so_far","type":"cumulative","type_params":{"cumulative_type_params":{"metric":{"name":"sales"},"window":{"count":2,"granularity":"day"}}}}],
         "saved_queries":[],"project_configuration":{"time_spines":[],"time_spine_table_configurations":[]}}
        """;

    private readonly string? _server;
    private readonly string _database;
    private readonly string _folder;

    private EdgeWarehouse(SqlEngine engine, WarehouseReader reader, string database, string folder, string? server) =>
        (Engine, Reader, _database, _folder, _server) = (engine, reader, database, folder, server);

    public SqlEngine Engine { get; }

    public WarehouseReader Reader { get; }

    public MetricEngine Metrics => field ??= new(SemanticManifest.Parse(Manifest.Replace("DB", _database, StringComparison.Ordinal)));

    public static EdgeWarehouse Of(SqlEngine engine) => engine == SqlEngine.DuckDb ? DuckDb() : Postgres();

    /// <summary>The rows of a query, columns with bars between.</summary>
    public IReadOnlyList<string> Ask(MetricQuery query) => Read(Compile(query), TestContext.Current.CancellationToken);

    /// <summary>The rows of a statement.</summary>
    public IReadOnlyList<string> Read(string sql, CancellationToken cancellation) =>
        [
            .. Reader
                .Read(sql, new ReadLimits(100_000, 64 << 20, TimeSpan.FromMinutes(1)), cancellation)
                .Rows.Select(row => string.Join('|', row.Select(Shown))),
        ];

    public string Compile(MetricQuery query)
    {
        var compiled = Metrics.Compile(query, Engine);
        compiled.Refusal.ShouldBeNull();
        return compiled.Sql!;
    }

    public Refusal Refused(MetricQuery query) => Metrics.Compile(query, Engine).Refusal.ShouldNotBeNull();

    public void Dispose()
    {
        Reader.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_server is not null)
        {
            using var maintenance = new NpgsqlConnection(_server);
            maintenance.Open();
            Execute(maintenance, $"drop database {_database} with (force)");
        }
    }

    private static string Shown(object? value) =>
        value switch
        {
            null or DBNull => "",
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            DateTimeOffset moment => Shown(moment.UtcDateTime),
            DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            IFormattable number => number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private static EdgeWarehouse DuckDb()
    {
        var folder = Directory.CreateTempSubdirectory("headgate-edges-").FullName;
        var file = Path.Combine(folder, "edges.duckdb");
        using (var connection = new DuckDBConnection($"Data Source={file}"))
        {
            connection.Open();
            Execute(connection, Tables);
        }
        var output = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = "duckdb",
            ["path"] = file,
            ["schema"] = "main",
        };
        var scratch = Directory.CreateDirectory(Path.Combine(folder, "scratch")).FullName;
        return new(SqlEngine.DuckDb, WarehouseReader.Of(output, scratch, file), "edges", folder, null);
    }

    private static EdgeWarehouse Postgres()
    {
        var server = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES names no PostgreSQL server.");
        }
        var database = "edges_" + Guid.NewGuid().ToString("N");
        using (var maintenance = new NpgsqlConnection(server))
        {
            maintenance.Open();
            Execute(maintenance, $"create database {database}");
        }
        var address = new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = false };
        using (var connection = new NpgsqlConnection(address.ConnectionString))
        {
            connection.Open();
            Execute(connection, Tables);
        }
        var output = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = "postgres",
            ["host"] = address.Host,
            ["port"] = (long)address.Port,
            ["user"] = address.Username,
            ["password"] = address.Password ?? "",
            ["dbname"] = database,
            ["schema"] = "public",
        };
        var folder = Directory.CreateTempSubdirectory("headgate-edges-").FullName;
        return new(SqlEngine.Postgres, WarehouseReader.Of(output, folder, null), database, folder, server);
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
