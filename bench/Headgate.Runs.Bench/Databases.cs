using Headgate.Server;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Runs.Bench;

/// <summary>Servers on SQLite, and on PostgreSQL where a server of it is named.</summary>
internal static class Databases
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private const string Variable = "HEADGATE_TEST_POSTGRES";

    private static readonly string? Named = Environment.GetEnvironmentVariable(Variable);

    /// <summary>Those that can be measured, or those of them that are asked for.</summary>
    public static IReadOnlyList<string> Asked(IEnumerable<string> arguments)
    {
        string[] all = string.IsNullOrEmpty(Named) ? [Sqlite] : [Sqlite, Postgres];
        var asked = all.Where(name => arguments.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        return asked.Count > 0 ? asked : all;
    }

    /// <summary>Starts the whole server on a fresh database.</summary>
    public static async Task<HeadgateServer> StartAsync(string database, Func<ServerSettings, ServerSettings>? change = null)
    {
        Environment.SetEnvironmentVariable(Variable, database == Postgres ? Named : null);
        return await HeadgateServer.StartAsync(change);
    }

    /// <summary>Executes statements that take their time.</summary>
    public static async Task ExecuteAsync(this HeadgateServer server, params IEnumerable<string> statements)
    {
        await using var db = await server.DatabaseAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        // One connection for all of them: some set it up for the others.
        await db.Database.OpenConnectionAsync();
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(
                statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            );
        }
    }

    /// <summary>The first column of a query.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(this HeadgateServer server, string query)
    {
        await using var db = await server.DatabaseAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        return await db.Database.SqlQueryRaw<string>(query).ToListAsync();
    }
}
