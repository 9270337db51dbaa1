using DuckDB.NET.Data;
using Headgate.Metrics.Tests.Golden;

namespace Headgate.Metrics.Tests.Ported;

/// <summary>
/// MetricFlow's own integration tests as dbt keeps them (dbt-labs/dbt-core, <c>crates/dbt-metricflow/tests/data</c>). They are fetched for a run and not kept here: run by name, with
/// HEADGATE_METRICFLOW_CASES naming the folder.
/// </summary>
public sealed class PortedCasesTests(ITestOutputHelper output)
{
    private const double Wanted = 0.95;

    [Fact(Explicit = true)]
    public void MetricFlows_own_cases_give_what_their_check_queries_give()
    {
        var folder = Environment.GetEnvironmentVariable("HEADGATE_METRICFLOW_CASES");
        folder.ShouldNotBeNull("HEADGATE_METRICFLOW_CASES names the folder crates/dbt-metricflow/tests/data of dbt-labs/dbt-core");
        using var connection = Fill(folder);
        var engines = new Dictionary<string, MetricEngine>(StringComparer.Ordinal);
        var cases = PortedCase.Read(folder);
        var agreed = 0;
        foreach (var one in cases)
        {
            if (!engines.TryGetValue(one.Model, out var engine))
            {
                engines[one.Model] = engine = new MetricEngine(PortedManifest.Read(Path.Combine(folder, "manifests", one.Model + ".json")));
            }
            if (Difference(one, engine, connection) is { } difference)
            {
                output.WriteLine($"{one.Name}: {difference}");
                continue;
            }
            agreed++;
        }
        output.WriteLine($"{agreed} of {cases.Count} agree");
        ((double)agreed / cases.Count).ShouldBeGreaterThanOrEqualTo(Wanted);
    }

    private static string? Difference(PortedCase one, MetricEngine engine, DuckDBConnection connection)
    {
        var compiled = engine.Compile(
            new MetricQuery
            {
                Metrics = one.Spec.Metrics,
                GroupBy = [.. one.GroupBy],
                Where = one.Spec.Where,
                OrderBy = one.Spec.OrderBy,
                Limit = one.Spec.Limit,
                StartTime = one.Spec.TimeConstraint?[0],
                EndTime = one.Spec.TimeConstraint?[1],
            },
            SqlEngine.DuckDb
        );
        if (compiled.Refusal is { } refusal)
        {
            return $"refused ({refusal.Kind}): {refusal.Message}";
        }
        var sql = one.MinMaxOnly
            ? $"select {string.Join(", ", compiled.Columns.Select(column => $"min({column}) as {column}__min, max({column}) as {column}__max"))} from ({compiled.Sql})"
            : compiled.Sql!;
        try
        {
            var (ours, theirs) = (Query(connection, sql), Query(connection, one.CheckQuery));
            var same = ours.InOrderOf(theirs).Text(one.CheckOrder) == theirs.Text(one.CheckOrder);
            return same
                ? null
                : $"{ours.Rows.Count} rows, wanted {theirs.Rows.Count}: {Unlike(ours.InOrderOf(theirs), theirs)}\n{one.CheckQuery}\n--\n{sql}";
        }
        catch (DuckDBException failure)
        {
            return $"failed: {failure.Message}";
        }
    }

    private static string Unlike(ResultTable ours, ResultTable theirs)
    {
        var (one, other) = (ours.Text(ordered: false).Split('\n'), theirs.Text(ordered: false).Split('\n'));
        return $"{string.Join(" | ", theirs.Columns)}: {one.Except(other).FirstOrDefault()} for {other.Except(one).FirstOrDefault()}";
    }

    private static ResultTable Query(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        return ResultTable.Read(reader);
    }

    private static DuckDBConnection Fill(string folder)
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        foreach (
            var file in (string[])
                [
                    "tables_simple_model_extra",
                    "tables_time_spine",
                    "tables_extended_date_model",
                    "tables_multi_hop_model",
                    "tables_scd_model",
                ]
        )
        {
            Execute(connection, File.ReadAllText(Path.Combine(folder, file + ".sql")));
        }
        Execute(
            connection,
            "create table fct_bookings_dt as select ds as dt, listing_id, guest_id, host_id, is_instant, booking_value, referrer_id from fct_bookings"
        );
        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
