using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>What a job keeps about its runs: the newest ended one, and failures in a row, which switch its triggers off at 100.</summary>
internal static class JobTally
{
    public const int DeactivatedAfter = 100;

    /// <summary>Counts the end of a run, in the transaction of the end. The row is not read, so that whoever changes the job meanwhile is not in the way.</summary>
    public static Task CountAsync(HeadgateDb db, Run run, CancellationToken cancellation)
    {
        var (id, isError, isSuccess) = (run.Id, run.Status == RunStatus.Error, run.Status == RunStatus.Success);
        return db
            .Jobs.Where(row => row.Id == run.JobDefinitionId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                            row => row.MostRecentCompletedRunId,
                            row => row.MostRecentCompletedRunId > id ? row.MostRecentCompletedRunId : id
                        )
                        .SetProperty(row => row.RunFailureCount, row => isSuccess ? 0 : row.RunFailureCount + (isError ? 1 : 0))
                        .SetProperty(
                            row => row.Deactivated,
                            row => row.Deactivated || (isError && row.RunFailureCount + 1 >= DeactivatedAfter)
                        ),
                cancellation
            );
    }
}
