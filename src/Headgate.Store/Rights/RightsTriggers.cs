namespace Headgate.Store.Rights;

/// <summary>
/// The triggers that count changes of rights: one number, in the row of <c>counters</c> that <see cref="StoredRights"/> reads. Triggers, because then it counts whoever writes: another
/// server, the command line, a person with a shell.
/// </summary>
internal static class RightsTriggers
{
    public const string Kind = "rights";

    private const string Row =
        $"INSERT INTO counters (kind, scope, scope_id, state, value) VALUES ('{Kind}', 'database', 0, 1, 1) ON CONFLICT DO NOTHING;";

    private const string Count = $"UPDATE counters SET value = value + 1 WHERE kind = '{Kind}';";

    public static IEnumerable<string> Sqlite() => [Row, .. RightsTable.All.SelectMany(SqliteOf)];

    /// <summary>
    /// The row is locked by whoever counts, so it is counted last, at the commit, and once for a transaction: nobody who holds it waits for anything else.
    /// </summary>
    public static IEnumerable<string> Postgres() =>
        [
            Row,
            $"""
                CREATE FUNCTION count_rights() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF current_setting('headgate.rights', true) IS DISTINCT FROM txid_current()::text THEN
                    PERFORM set_config('headgate.rights', txid_current()::text, true);
                    {Count}
                  END IF;
                  RETURN NULL;
                END $$;
                """,
            .. RightsTable.All.Select(table =>
                $"CREATE CONSTRAINT TRIGGER count_rights AFTER INSERT OR DELETE OR UPDATE OF {Columns(table)} ON {table.Table} "
                + "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_rights();"
            ),
        ];

    public static IEnumerable<string> Undo(bool sqlite) =>
        sqlite
            ? RightsTable.All.SelectMany(t =>
                new[] { "insert", "delete", "update" }.Select(what => $"DROP TRIGGER IF EXISTS rights_{t.Table}_{what};")
            )
            : ["DROP FUNCTION IF EXISTS count_rights() CASCADE;"];

    private static IEnumerable<string> SqliteOf(RightsTable table) =>
        [
            $"CREATE TRIGGER rights_{table.Table}_insert AFTER INSERT ON {table.Table} BEGIN {Count} END;",
            $"CREATE TRIGGER rights_{table.Table}_delete AFTER DELETE ON {table.Table} BEGIN {Count} END;",
            $"CREATE TRIGGER rights_{table.Table}_update AFTER UPDATE OF {Columns(table)} ON {table.Table} BEGIN {Count} END;",
        ];

    private static string Columns(RightsTable table) => string.Join(", ", table.Columns);
}
