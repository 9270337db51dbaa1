using System.Linq.Expressions;
using Headgate.Platform.Rows;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Related;

/// <summary>Takes away a thing that jobs lie in, and the jobs with it.</summary>
internal static class JobRemoval
{
    /// <summary>Deletes it, its jobs and what else lies in it, in one transaction. After the commit whoever follows jobs is told, so that their schedules end.</summary>
    public static async Task RemoveAsync<T>(
        CallContext call,
        HeadgateDb db,
        T thing,
        Expression<Func<Job, bool>> inside,
        Func<IReadOnlyList<Job>, DateTimeOffset, Task> deleteOthers,
        CancellationToken cancellation
    )
        where T : ISoftDeleted, ITimestamped
    {
        var jobs = await db.Jobs.AsNoTracking().Where(inside).Where(j => j.State == RowState.Active).ToListAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        thing.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        await db.Jobs.Where(inside).DeleteSoftlyAsync(thing.UpdatedAt, cancellation);
        await deleteOthers(jobs, thing.UpdatedAt);
        await transaction.CommitAsync(cancellation);
        foreach (var job in jobs)
        {
            job.State = RowState.Deleted;
            await JobAnnouncement.ChangedAsync(call, job, cancellation);
        }
    }
}
