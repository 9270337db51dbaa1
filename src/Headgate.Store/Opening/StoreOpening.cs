using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Store.Opening;

/// <summary>Makes the store ready, once, before anything else reads: folders, permissions, database, migrations.</summary>
public sealed class StoreOpening(StoreSettings settings, IDbContextFactory<HeadgateDb> databases)
{
    /// <summary>Opens the store. Returns what stands in the way, or null when it is ready.</summary>
    public async Task<StoreFault?> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            PrepareFolders();
            await MigrateAsync(cancellation);
            return null;
        }
        catch (Exception failure) when (StoreFaults.Explain(failure, settings) is not null)
        {
            return StoreFaults.Explain(failure, settings);
        }
    }

    private void PrepareFolders()
    {
        PrivateFolder.Create(settings.DataFolder);
        PrivateFolder.Create(settings.KeysFolder);
        RecordKey.Load(settings);
        PrivateFolder.Create(settings.ArtifactsFolder);
        PrivateFolder.Create(settings.LogsFolder);
        PrivateFolder.Create(settings.RunsFolder);
        var probe = Path.Combine(settings.DataFolder, $".probe-{Environment.ProcessId}");
        using (var file = new FileStream(probe, PrivateFolder.NewFile()))
        {
            file.WriteByte(0);
        }
        File.Delete(probe);
        KeepDatabasePrivate();
    }

    /// <summary>SQLite gives the files beside its database the mode of the database, and makes a new one readable by all.</summary>
    private void KeepDatabasePrivate()
    {
        if (!settings.UsesSqlite)
        {
            return;
        }
        if (!File.Exists(settings.SqliteFile))
        {
            using var file = new FileStream(settings.SqliteFile, PrivateFolder.NewFile(FileMode.CreateNew));
        }
        foreach (var file in new[] { settings.SqliteFile, settings.SqliteFile + "-wal", settings.SqliteFile + "-shm" })
        {
            PrivateFolder.Close(file);
        }
    }

    /// <summary>The migrator is only built when the newest migration is not in the database: it costs more than the rest of the start.</summary>
    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await MigrationHistory.NewestAsync(db, cancellation) == MigrationHistory.Wanted(settings.UsesSqlite))
        {
            return;
        }
        await using HeadgateDb migrating = settings.UsesSqlite ? SqliteMigrationDb.Create(settings) : PostgresMigrationDb.Create(settings);
        await migrating.Database.MigrateAsync(cancellation);
    }
}
