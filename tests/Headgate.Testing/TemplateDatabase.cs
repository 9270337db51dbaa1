using System.Globalization;
using Headgate.Store;
using Headgate.Store.Opening;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Headgate.Testing;

/// <summary>
/// A database with all migrations and nothing in it, made once for each build of the store and copied for each test: what a server does at its first start, without doing it
/// a thousand times. That the migrations themselves work is for tests of their own.
/// </summary>
internal static class TemplateDatabase
{
    /// <summary>Any number will do, as long as nobody else locks by it.</summary>
    private const long Lock = 8_580_001;

    private static readonly string Build = typeof(HeadgateDb).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>Copies it to a new database of a PostgreSQL server.</summary>
    public static async Task CopyAsync(string server, string name)
    {
        var template = "headgate_template_" + Build;
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        if (!await ExistsAsync(connection, template))
        {
            // Several test programs may want it at the same moment: one makes it, under another name until it is whole.
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_lock({Lock})"));
            if (!await ExistsAsync(connection, template))
            {
                var unfinished = "headgate_" + Guid.NewGuid().ToString("N");
                await ExecuteAsync(connection, $"CREATE DATABASE {unfinished}");
                var its = new NpgsqlConnectionStringBuilder(server) { Database = unfinished, Pooling = false };
                await MigrateAsync(its.ConnectionString);
                await ExecuteAsync(connection, $"ALTER DATABASE {unfinished} RENAME TO {template}");
            }
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_unlock({Lock})"));
        }
        await ExecuteAsync(connection, $"CREATE DATABASE {name} TEMPLATE {template}");
    }

    /// <summary>Copies it into a data folder as its SQLite database.</summary>
    public static async Task CopyAsync(string folder)
    {
        var template = Path.Combine(Path.GetTempPath(), $"headgate-template-{Build}.db");
        if (!File.Exists(template))
        {
            var unfinished = Directory.CreateTempSubdirectory("headgate-test-");
            var made = await MigrateAsync(null, unfinished.FullName);
            SqliteConnection.ClearPool(new SqliteConnection(made.ConnectionString));
            File.Move(made.SqliteFile, template, overwrite: true);
            unfinished.Delete(recursive: true);
        }
        File.Copy(template, new StoreSettings { DataFolder = folder }.SqliteFile);
    }

    private static async Task MigrateAsync(string postgres)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-test-");
        await MigrateAsync(postgres, folder.FullName);
        folder.Delete(recursive: true);
    }

    private static async Task<StoreSettings> MigrateAsync(string? postgres, string folder)
    {
        var settings = new StoreSettings { DataFolder = folder, Postgres = postgres };
        await using var services = new ServiceCollection().AddLogging().AddStore(settings).BuildServiceProvider();
        var fault = await services.GetRequiredService<StoreOpening>().OpenAsync(CancellationToken.None);
        return fault is null ? settings : throw new InvalidOperationException($"The template of the tests cannot be made: {fault}");
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        command.Parameters.AddWithValue(name);
        return await command.ExecuteScalarAsync() is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
