using Npgsql;

namespace Headgate.Store;

/// <summary>Where data lives.</summary>
public sealed record StoreSettings
{
    /// <summary>Folder of everything that is kept: database, artifacts, logs of runs, keys.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Connection string of PostgreSQL; null means SQLite in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>True when no PostgreSQL is named.</summary>
    public bool UsesSqlite => string.IsNullOrWhiteSpace(Postgres);

    /// <summary>File of the SQLite database.</summary>
    public string SqliteFile => Path.Combine(DataFolder, "headgate.db");

    /// <summary>Folder of the keys that protect secrets at rest and tokens.</summary>
    public string KeysFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Folder of artifacts.</summary>
    public string ArtifactsFolder => Path.Combine(DataFolder, "artifacts");

    /// <summary>Folder of the logs of run steps.</summary>
    public string LogsFolder => Path.Combine(DataFolder, "logs");

    /// <summary>Folder that runs work in.</summary>
    public string RunsFolder => Path.Combine(DataFolder, "runs");

    /// <summary>Where the PostgreSQL database is: its hosts or socket folders, port and name; null for SQLite.</summary>
    public (IReadOnlyList<string> Hosts, int Port, string Database)? PostgresPlace
    {
        get
        {
            if (UsesSqlite)
            {
                return null;
            }
            var its = new NpgsqlConnectionStringBuilder(Postgres);
            return ((its.Host ?? "localhost").Split(',', StringSplitOptions.TrimEntries), its.Port, its.Database ?? its.Username ?? "");
        }
    }

    /// <summary>Connection string of the database that is used; of SQLite without anything secret.</summary>
    public string ConnectionString => UsesSqlite ? $"Data Source={SqliteFile};Default Timeout=30" : Postgres!;
}
