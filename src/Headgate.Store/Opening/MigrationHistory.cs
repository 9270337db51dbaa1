using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Headgate.Store.Opening;

/// <summary>The newest migration, in the database and in this program.</summary>
internal static class MigrationHistory
{
    /// <summary>Id of the newest migration of one database in this program.</summary>
    public static string Wanted(bool sqlite) =>
        typeof(MigrationHistory)
            .Assembly.GetTypes()
            .Where(type =>
                type.GetCustomAttribute<DbContextAttribute>()?.ContextType
                == (sqlite ? typeof(SqliteMigrationDb) : typeof(PostgresMigrationDb))
            )
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id ?? "")
            .Max(StringComparer.Ordinal)!;

    /// <summary>Id of the newest migration in the database; null for a new one.</summary>
    public static async Task<string?> NewestAsync(HeadgateDb db, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = db.IsSqlite
            ? "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'"
            : "SELECT count(*) FROM pg_tables WHERE tablename = '__EFMigrationsHistory' AND schemaname = current_schema()";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellation)) == 0)
        {
            return null;
        }
        command.CommandText = "SELECT max(migration_id) FROM \"__EFMigrationsHistory\"";
        return await command.ExecuteScalarAsync(cancellation) as string;
    }
}
