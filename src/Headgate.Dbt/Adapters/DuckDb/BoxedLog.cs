using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>
/// DuckDB's own log in a box. Its lock does not cover the function that switches the log on. A log with a place outside writes nothing, but from
/// then on each statement of the process fails, and closing the database ends the process by a signal.
/// </summary>
internal static partial class BoxedLog
{
    /// <summary>Held until the process ends, so that nothing closes them.</summary>
    private static readonly ConcurrentBag<DuckDBConnection> Unclosable = [];

    /// <summary>Refuses the function where it is called by its name; a call that hides it is stopped by what follows from it.</summary>
    /// <exception cref="DatabaseException">The statement calls it.</exception>
    public static void Refuse(string sql)
    {
        if (Call().IsMatch(sql))
        {
            throw new DatabaseException($"{Box.EngineRefuses}: enable_logging. What SQL the run executes is in the run's own log.");
        }
    }

    /// <summary>Closes a connection; in a box only where that does not end the process.</summary>
    public static void Close(DuckDBConnection connection, Box? box)
    {
        if (box is null)
        {
            connection.Dispose();
            return;
        }
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "select 1";
            command.ExecuteScalar();
        }
        catch (DuckDBException)
        {
            Unclosable.Add(connection);
            return;
        }
        connection.Dispose();
    }

    [GeneratedRegex("""\benable_logging["\s]*\(""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Call();
}
