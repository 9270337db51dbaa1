using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Headgate.Platform.Runs.Execution;

/// <summary>What keeps the server itself from executing a run, in a sentence for the run's message.</summary>
internal static class RunFaults
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int SqliteFull = 13;

    public static string Sentence(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case SqliteException { SqliteErrorCode: SqliteFull }:
                case IOException { HResult: NoSpace or QuotaExceeded }:
                    return "The server's disk is full, so the run was ended. Make room, then retry the run.";
                case DbException:
                    return $"The server could not reach or change its database while it executed the run ({at.Message.TrimEnd('.')}). "
                        + "What the run had done until then stays in the warehouse; retry it when the database answers.";
                default:
                    break;
            }
        }
        return $"Headgate could not execute the run: {failure.Message}";
    }
}
