using System.Text;

namespace Headgate.Store.Totals;

/// <summary>
/// The triggers that keep the totals. Triggers and not the application, because then no path (a bulk update, a person with a shell) can
/// change a list without its total, and both change in one transaction.
/// </summary>
internal static class CounterTriggers
{
    public static IEnumerable<string> Sqlite() => CountedTable.All.SelectMany(SqliteOf);

    public static IEnumerable<string> Postgres() => CountedTable.All.SelectMany(PostgresOf);

    /// <summary>Writes how runs are counted anew, in a database that counts them otherwise: from the rows that there are.</summary>
    public static IEnumerable<string> RunsAgain(bool sqlite)
    {
        var runs = CountedTable.Of(CountedList.Runs);
        IEnumerable<string> drops = sqlite
            ? new[] { "insert", "delete", "update" }.Select(what => $"DROP TRIGGER IF EXISTS count_{runs.Table}_{what};")
            : [$"DROP TRIGGER IF EXISTS count_{runs.Table} ON {runs.Table};", $"DROP FUNCTION IF EXISTS count_{runs.Table}();"];
        var counts = runs.Scopes.Select(scope =>
            $"INSERT INTO counters (kind, scope, scope_id, state, value) SELECT '{runs.Table}', '{CountedTable.NameOf(scope)}', "
            + $"{runs.ColumnOf(scope)}, {runs.StateColumn}, COUNT(*) FROM {runs.Table} GROUP BY {runs.ColumnOf(scope)}, {runs.StateColumn};"
        );
        return [.. drops, $"DELETE FROM counters WHERE kind = '{runs.Table}';", .. counts, .. sqlite ? SqliteOf(runs) : PostgresOf(runs)];
    }

    private static IEnumerable<string> SqliteOf(CountedTable table)
    {
        yield return $"CREATE TRIGGER count_{table.Table}_insert AFTER INSERT ON {table.Table} BEGIN {Add(table, "NEW", 1)}END;";
        yield return $"CREATE TRIGGER count_{table.Table}_delete AFTER DELETE ON {table.Table} BEGIN {Add(table, "OLD", -1)}END;";
        yield return $"CREATE TRIGGER count_{table.Table}_update AFTER UPDATE OF {string.Join(", ", table.Columns)} ON {table.Table} "
            + $"BEGIN {Add(table, "OLD", -1)}{Add(table, "NEW", 1)}END;";
    }

    private static IEnumerable<string> PostgresOf(CountedTable table)
    {
        yield return $"""
            CREATE FUNCTION count_{table.Table}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP <> 'INSERT' THEN {Add(table, "OLD", -1)} END IF;
              IF TG_OP <> 'DELETE' THEN {Add(table, "NEW", 1)} END IF;
              RETURN NULL;
            END $$;
            """;
        yield return $"CREATE TRIGGER count_{table.Table} AFTER INSERT OR DELETE OR UPDATE OF {string.Join(", ", table.Columns)} "
            + $"ON {table.Table} FOR EACH ROW EXECUTE FUNCTION count_{table.Table}();";
    }

    private static string Add(CountedTable table, string row, int by)
    {
        var state = table.StateColumn is null ? "1" : $"{row}.{table.StateColumn}";
        var sql = new StringBuilder();
        foreach (var scope in table.Scopes)
        {
            var id = $"{row}.{table.ColumnOf(scope)}";
            sql.Append("INSERT INTO counters (kind, scope, scope_id, state, value) ")
                .Append($"SELECT '{table.Table}', '{CountedTable.NameOf(scope)}', {id}, {state}, {by} WHERE {id} IS NOT NULL ")
                .Append($"ON CONFLICT (kind, scope, scope_id, state) DO UPDATE SET value = counters.value + {by}; ");
        }
        return sql.ToString();
    }
}
