using Headgate.Store.Model;
using Headgate.Store.Opening;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Headgate.Store.Tests;

/// <summary>A store of its own for one test, on SQLite in a temporary folder or on PostgreSQL in a database of its own.</summary>
public sealed class TestStore : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private readonly string? _server;
    private readonly string? _database;

    private TestStore(StoreSettings settings, string? server, string? database, Action<IServiceCollection, StoreSettings>? more)
    {
        (Settings, _server, _database) = (settings, server, database);
        var services = new ServiceCollection();
        services.AddLogging();
        more?.Invoke(services, settings);
        services.AddStore(settings);
        Services = services.BuildServiceProvider();
    }

    public StoreSettings Settings { get; }

    public ServiceProvider Services { get; }

    public IDbContextFactory<HeadgateDb> Databases => Services.GetRequiredService<IDbContextFactory<HeadgateDb>>();

    public static async Task<TestStore> CreateAsync(string database, Action<IServiceCollection, StoreSettings>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-test-").FullName;
        if (database == Sqlite)
        {
            return await OpenAsync(new(new() { DataFolder = folder }, null, null, more));
        }
        var server = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Directory.Delete(folder);
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES holds no connection string of a PostgreSQL server.");
        }
        var name = "headgate_test_" + Path.GetFileName(folder).Replace("headgate-test-", "", StringComparison.Ordinal).ToLowerInvariant();
        await ExecuteAsync(server, $"CREATE DATABASE \"{name}\"");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30 }.ConnectionString;
        return await OpenAsync(new(new() { DataFolder = folder, Postgres = connection }, server, name, more));
    }

    private static async Task<TestStore> OpenAsync(TestStore store)
    {
        (await store.Services.GetRequiredService<StoreOpening>().OpenAsync(TestContext.Current.CancellationToken))?.Message.ShouldBeNull();
        return store;
    }

    public Task<HeadgateDb> OpenDbAsync() => Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);

    /// <summary>An account with a project, an environment and a job.</summary>
    public async Task<Job> AddJobAsync(Action<Job>? change = null)
    {
        await using var db = await OpenDbAsync();
        var account = await db.Accounts.FirstOrDefaultAsync();
        if (account is null)
        {
            account = new() { Name = "Orchard", Identifier = "act_test" };
            db.Add(account);
            await db.SaveChangesAsync();
        }
        var project = new Project { AccountId = account.Id, Name = "Shop" };
        db.Add(project);
        await db.SaveChangesAsync();
        var environment = new DbtEnvironment
        {
            AccountId = account.Id,
            ProjectId = project.Id,
            Name = "Production",
            DeploymentType = "production",
        };
        db.Add(environment);
        await db.SaveChangesAsync();
        var job = new Job
        {
            AccountId = account.Id,
            ProjectId = project.Id,
            EnvironmentId = environment.Id,
            Name = "Nightly",
            ExecuteSteps = ["dbt build"],
        };
        change?.Invoke(job);
        db.Add(job);
        await db.SaveChangesAsync();
        return job;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS \"{_database}\" WITH (FORCE)");
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
