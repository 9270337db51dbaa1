using System.Globalization;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Headgate.Runs.Bench;

/// <summary>
/// A table of many runs: written by the database itself from one run, without its triggers and indexes, which are put back afterwards. Of a hundred, 85 are successes, 10 errors and 5
/// cancelled; they belong to twenty jobs in turn and are spread evenly over a year.
/// </summary>
internal sealed class RunTable
{
    private static readonly DateTimeOffset Begin = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(365);

    private readonly HeadgateServer _server;
    private readonly IReadOnlyList<TestProject> _projects;

    private RunTable(HeadgateServer server, IReadOnlyList<TestProject> projects, long count) =>
        (_server, _projects, Count) = (server, projects, count);

    public long Count { get; }

    public TestProject Project => _projects[4];

    /// <summary>When the run of a place in the table was created.</summary>
    public DateTimeOffset At(double place) => Begin + (Span * place);

    /// <summary>The time in which so many runs were created.</summary>
    public TimeSpan Of(int runs) => Span * ((double)runs / Count);

    /// <summary>Fills the table.</summary>
    public static async Task<RunTable> FillAsync(HeadgateServer server, string database, long count)
    {
        var projects = new List<TestProject>();
        for (var i = 0; i < 10; i++)
        {
            projects.Add(await server.CreateProjectAsync($"Project {i}"));
        }
        var template = await projects[0].AddRunAsync(server, RunStatus.Success);
        await server.ExecuteAsync("DELETE FROM run_steps");
        var table = new RunTable(server, projects, count);
        await (database == Databases.Sqlite ? table.FillSqliteAsync(template) : table.FillPostgresAsync(template));
        await using var db = await server.DatabaseAsync();
        foreach (var job in await db.Jobs.ToListAsync())
        {
            job.MostRecentRunId = job.MostRecentCompletedRunId = await db
                .Runs.Where(run => run.JobDefinitionId == job.Id)
                .MaxAsync(run => (long?)run.Id);
        }
        await db.SaveChangesAsync();
        return table;
    }

    private async Task FillSqliteAsync(long template)
    {
        const string Kept =
            "SELECT sql AS \"Value\" FROM sqlite_master WHERE tbl_name IN ('runs', 'run_triggers') AND sql IS NOT NULL AND type IN ('index', 'trigger')";
        const string Drops =
            "SELECT 'DROP ' || type || ' ' || name AS \"Value\" FROM sqlite_master WHERE tbl_name IN ('runs', 'run_triggers') AND sql IS NOT NULL AND type IN ('index', 'trigger')";
        const string Series = "WITH RECURSIVE series(n) AS (VALUES(1) UNION ALL SELECT n + 1 FROM series WHERE n < {0})";
        var kept = await _server.TextsAsync(Kept);
        await _server.ExecuteAsync(await _server.TextsAsync(Drops));
        var begin = (Begin - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var step = Span.Ticks / TimeSpan.TicksPerMicrosecond / Count;
        var statements = await StatementsAsync(
            template,
            string.Format(CultureInfo.InvariantCulture, Series, Count),
            seconds => string.Create(CultureInfo.InvariantCulture, $"{begin} + n * {step} + {seconds * 1_000_000L}")
        );
        await _server.ExecuteAsync(["PRAGMA foreign_keys=OFF", .. statements, .. kept, .. Counts(), "PRAGMA foreign_keys=ON"]);
    }

    private async Task FillPostgresAsync(long template)
    {
        const string Kept =
            "SELECT indexdef AS \"Value\" FROM pg_indexes WHERE tablename IN ('runs', 'run_triggers') AND schemaname = 'public' AND indexname NOT LIKE 'pk%'";
        const string Drops =
            "SELECT 'DROP INDEX ' || indexname AS \"Value\" FROM pg_indexes WHERE tablename IN ('runs', 'run_triggers') AND schemaname = 'public' AND indexname NOT LIKE 'pk%'";
        var kept = await _server.TextsAsync(Kept);
        await _server.ExecuteAsync(await _server.TextsAsync(Drops));
        var begin = (Begin - DateTimeOffset.UnixEpoch).TotalSeconds;
        var step = Span.TotalSeconds / Count;
        var statements = await StatementsAsync(
            template,
            string.Create(CultureInfo.InvariantCulture, $"WITH series AS (SELECT n FROM generate_series(1::bigint, {Count}) AS n)"),
            seconds => string.Create(CultureInfo.InvariantCulture, $"to_timestamp({begin} + n * {step} + {seconds})")
        );
        // One connection: the role of replication skips triggers and foreign keys.
        var all = string.Join(";\n", statements);
        await _server.ExecuteAsync([
            $"SET session_replication_role = replica;\n{all};\nSET session_replication_role = origin",
            .. kept,
            .. Counts(),
        ]);
        await _server.ExecuteAsync("VACUUM ANALYZE runs", "VACUUM ANALYZE run_triggers", "ANALYZE jobs");
    }

    private static IEnumerable<string> Counts()
    {
        yield return "DELETE FROM counters WHERE kind = 'runs'";
        foreach (
            var (scope, column) in new[]
            {
                ("account", "account_id"),
                ("project", "project_id"),
                ("environment", "environment_id"),
                ("job", "job_definition_id"),
            }
        )
        {
            yield return $"INSERT INTO counters (kind, scope, scope_id, state, value) SELECT 'runs', '{scope}', {column}, status, COUNT(*) FROM runs GROUP BY {column}, status";
        }
    }

    private async Task<IReadOnlyList<string>> StatementsAsync(long template, string series, Func<int, string> time)
    {
        await using var db = await _server.DatabaseAsync();
        // Each project has two jobs, each with an environment of its own: turn 0 to 19.
        const string Turn = "(n % 20)";
        var project = Choice(Turn, i => _projects[i / 2].Id);
        var environment = Choice(Turn, i => i % 2 == 0 ? _projects[i / 2].ProductionId : _projects[i / 2].StagingId);
        var job = Choice(Turn, i => i % 2 == 0 ? _projects[i / 2].JobId : _projects[i / 2].StagingJobId);
        var status = "(CASE WHEN n * 7919 % 100 < 85 THEN 10 WHEN n * 7919 % 100 < 95 THEN 20 ELSE 30 END)";
        var trigger = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = "n + 1000000",
            ["job_definition_id"] = job,
            ["created_at"] = time(0),
        };
        var run = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = "n + 1000000",
            ["trigger_id"] = "n + 1000000",
            ["project_id"] = project,
            ["environment_id"] = environment,
            ["job_definition_id"] = job,
            ["status"] = status,
            ["created_at"] = time(0),
            ["updated_at"] = time(112),
            ["started_at"] = time(2),
            ["finished_at"] = time(112),
        };
        return
        [
            Insert(
                db.Model.FindEntityType(typeof(RunTrigger))!,
                "run_triggers",
                trigger,
                series,
                $"t.id = (SELECT trigger_id FROM runs WHERE id = {template})"
            ),
            Insert(db.Model.FindEntityType(typeof(Run))!, "runs", run, series, $"t.id = {template}"),
        ];
    }

    private static string Insert(IEntityType type, string table, Dictionary<string, string> own, string series, string template)
    {
        var place = StoreObjectIdentifier.Table(table);
        var columns = type.GetProperties().Select(property => property.GetColumnName(place)!).ToList();
        var names = string.Join(", ", columns.Select(name => $"\"{name}\""));
        var values = string.Join(", ", columns.Select(name => own.GetValueOrDefault(name, $"t.\"{name}\"")));
        return $"INSERT INTO {table} ({names}) {series} SELECT {values} FROM series CROSS JOIN {table} AS t WHERE {template}";
    }

    private static string Choice(string turn, Func<int, long> id) =>
        $"(CASE {turn} {string.Join(' ', Enumerable.Range(0, 20).Select(i => $"WHEN {i} THEN {id(i)}"))} END)";
}
