using Microsoft.Data.Sqlite;
using Npgsql;

namespace Headgate.Store.Opening;

/// <summary>Turns failures of files and databases into one clear line; null for anything that is a bug.</summary>
public static class StoreFaults
{
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int NoSpaceLeft = 28;

    /// <summary>The line for a failure, or null where the failure is not one of these.</summary>
    public static StoreFault? Explain(Exception failure, StoreSettings settings)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            var message = cause switch
            {
                SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode, settings.SqliteFile),
                NpgsqlException postgres => OfPostgres(postgres),
                UnauthorizedAccessException => NotWritable(settings.DataFolder),
                InvalidDataException damaged => damaged.Message,
                IOException io when (io.HResult & 0xFFFF) == NoSpaceLeft => DiskFull(settings.DataFolder),
                IOException io => $"The data folder {settings.DataFolder} cannot be used: {io.Message.TrimEnd('.')}.",
                _ => null,
            };
            if (message is not null)
            {
                return new(message.ReplaceLineEndings(" "));
            }
        }
        return null;
    }

    private static string? OfSqlite(int code, string file) =>
        code switch
        {
            Corrupt or NotADatabase =>
                $"The database {file} is damaged. Restore it from a backup, or move it away to start with an empty one.",
            Full => DiskFull(file),
            ReadOnly or CannotOpen =>
                $"The database {file} cannot be written. Give this user the right to write it, or choose another data folder.",
            Io => $"The disk of the database {file} reports an error. Check the disk and its free space.",
            _ => null,
        };

    private static string OfPostgres(NpgsqlException failure) =>
        failure is PostgresException answer
            ? $"PostgreSQL refuses: {answer.MessageText} (code {answer.SqlState}). Check the connection string."
            : $"PostgreSQL cannot be reached: {failure.InnerException?.Message ?? failure.Message} Check the connection string and the server.";

    internal static string NotWritable(string folder) =>
        $"The data folder {folder} cannot be written. Give this user the right to write it, or choose another with --data.";

    private static string DiskFull(string place) => $"The disk of {place} is full. Free some space and start again; nothing is lost.";
}
