using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>What a job keeps about its runs: the newest ended one, and failures in a row, which switch its triggers off at 100.</summary>
internal static class JobTally
{
    public const int DeactivatedAfter = 100;

    /// <summary>Counts the end of a run, in the transaction of the end.</summary>
    public static async Task CountAsync(HeadgateDb db, Run run, CancellationToken cancellation)
    {
        var job = await db.Jobs.SingleAsync(row => row.Id == run.JobDefinitionId, cancellation);
        job.MostRecentCompletedRunId = Math.Max(job.MostRecentCompletedRunId ?? 0, run.Id);
        switch (run.Status)
        {
            case RunStatus.Success:
                job.RunFailureCount = 0;
                break;
            case RunStatus.Error:
                job.RunFailureCount++;
                job.Deactivated |= job.RunFailureCount >= DeactivatedAfter;
                break;
        }
    }
}
