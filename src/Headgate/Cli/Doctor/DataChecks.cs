using System.Globalization;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Server;
using Headgate.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Headgate.Cli.Doctor;

/// <summary>How the server's data stands: modes, space, database, record.</summary>
internal static class DataChecks
{
    private const long LeastFreeMiB = 1024;

    private static readonly string[] Private = ["bootstrap.json", "keys", "journal", "artifacts", "logs"];

    /// <summary>Looks at all of it; a data folder that is not there yet is no fault.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(ServerSettings settings, CancellationToken cancellation)
    {
        var store = new StoreSettings { DataFolder = settings.DataFolder, Postgres = settings.PostgresConnection };
        return Directory.Exists(settings.DataFolder)
            ? [Modes(store), Space(store), await DatabaseAsync(store, cancellation), .. Record(settings, store, cancellation)]
            :
            [
                new(
                    "data",
                    Verdict.Weak,
                    $"There is no data folder {settings.DataFolder} yet; the first start makes it. Name another with --data."
                ),
                await DatabaseAsync(store, cancellation),
            ];
    }

    private static Finding Modes(StoreSettings store)
    {
        if (OperatingSystem.IsWindows())
        {
            return new("modes", Verdict.Weak, $"Check by hand that only the server's user may read {store.DataFolder}.");
        }
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var open = Private
            .Select(name => Path.Combine(store.DataFolder, name))
            .Prepend(store.DataFolder)
            .FirstOrDefault(path => Path.Exists(path) && (new FileInfo(path).UnixFileMode & Others) != UnixFileMode.None);
        return open is null
            ? new("modes", Verdict.Good, $"Only the server's user reads {store.DataFolder}.")
            : new("modes", Verdict.Bad, $"Others may read or change {open}: run 'chmod -R go-rwx {store.DataFolder}'.");
    }

    private static Finding Space(StoreSettings store)
    {
        var free = new DriveInfo(store.DataFolder).AvailableFreeSpace >> 20;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free:N0} MiB are free on the disk of {store.DataFolder}");
        return free < LeastFreeMiB ? new("space", Verdict.Bad, $"Only {text}: make room.") : new("space", Verdict.Good, $"{text}.");
    }

    private static async Task<Finding> DatabaseAsync(StoreSettings store, CancellationToken cancellation)
    {
        if (store.UsesSqlite && !File.Exists(store.SqliteFile))
        {
            return new("database", Verdict.Weak, "SQLite in the data folder; the first start makes it.");
        }
        try
        {
            await using System.Data.Common.DbConnection connection = store.UsesSqlite
                ? new SqliteConnection($"Data Source={store.SqliteFile};Mode=ReadOnly")
                : new NpgsqlConnection(store.ConnectionString);
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = store.UsesSqlite ? "pragma quick_check(1)" : "select version()";
            var answer = (string?)await command.ExecuteScalarAsync(cancellation);
            return !store.UsesSqlite ? new("database", Verdict.Good, $"{answer} answers.")
                : answer == "ok" ? new("database", Verdict.Good, $"{store.SqliteFile} is whole.")
                : new("database", Verdict.Bad, $"{store.SqliteFile} is damaged ({answer}): put back a copy of it.");
        }
        catch (System.Data.Common.DbException failure)
        {
            return new("database", Verdict.Bad, $"The database cannot be opened: {failure.Message}");
        }
    }

    private static IEnumerable<Finding> Record(ServerSettings server, StoreSettings store, CancellationToken cancellation)
    {
        var settings = JournalSettings.ForData(store.DataFolder);
        if (!Directory.Exists(settings.Folder))
        {
            return [new("record", Verdict.Weak, "There is no record yet; the first start makes it.")];
        }
        var report = JournalVerifier.Verify(settings, (_, _) => { }, cancellation);
        return
        [
            report.Intact
                ? new(
                    "record",
                    Verdict.Good,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The record is intact, {report.Records:N0} entries; its keys lie in {settings.KeysFolder}."
                    )
                )
                : new("record", Verdict.Bad, $"The record is not intact: {report.Breaks[0].Sentence} 'headgate audit verify' shows all."),
            .. WitnessChecks.Of(server.JournalWitnesses, report.LastSequence),
        ];
    }
}
