using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// The runs of a job enter the queue one after another, so that their numbers are in the order of the queue. SQLite has one writer anyway; on
/// PostgreSQL transactions run side by side, and the later number could be seen first. A turn comes before all else that a transaction takes (rows of runs, then counters, then rows of jobs), so that
/// no two stand in a circle of waits.
/// </summary>
internal static class JobTurn
{
    // Keeps the keys apart from those of other advisory locks: "Job" in the upper bytes, the job's id in the lower.
    private const long Kind = 0x4A6F_6200_0000_0000;

    /// <summary>Waits for the other transactions that put a run of the job into the queue. The running transaction's end gives the turn on.</summary>
    public static Task WaitAsync(HeadgateDb db, long jobId, CancellationToken cancellation) =>
        db.IsSqlite ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Kind | jobId})", cancellation);

    /// <summary>Waits for the turn of a job and of those that wait for its runs' ends: one of its runs may end, and theirs enter.</summary>
    public static Task WaitWithFollowersAsync(HeadgateDb db, long jobId, CancellationToken cancellation) =>
        db.IsSqlite
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync(
                $"""
                SELECT pg_advisory_xact_lock({Kind} | id)
                FROM (SELECT id FROM jobs WHERE id = {jobId} OR (completion_job_id = {jobId} AND state = 1) ORDER BY id) AS jobs
                """,
                cancellation
            );

    /// <summary>Takes the turn of each of several jobs where nobody has it. Whoever takes many waits for none: two that did could wait for each other.</summary>
    /// <returns>The jobs whose turn it now is.</returns>
    public static async Task<IReadOnlyCollection<long>> TryAsync(HeadgateDb db, long[] jobIds, CancellationToken cancellation) =>
        db.IsSqlite
            ? jobIds
            : await db
                .Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM unnest({jobIds}) AS id WHERE pg_try_advisory_xact_lock({Kind} | id)")
                .ToListAsync(cancellation);
}
