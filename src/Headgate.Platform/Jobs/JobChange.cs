using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.EnvironmentVariables;
using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>A change of the job that a call names: of the very job that was decided on, or of the moved one after another decision.</summary>
internal static class JobChange
{
    /// <summary>Makes the change and tells whoever follows jobs.</summary>
    /// <param name="call">The call.</param>
    /// <param name="change">Changes the row; gives the refusal where it cannot be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async ValueTask<Answer> SaveAsync(
        CallContext call,
        Func<HeadgateDb, Job, ValueTask<Answer?>> change,
        CancellationToken cancellation
    )
    {
        for (var isLast = false; ; isLast = true)
        {
            await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
            var id = call.RouteLong("job_id");
            var job = await db.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.State == RowState.Active, cancellation);
            if (job is null || !await IsAllowedAsync(call, db, job, cancellation))
            {
                return Answer.NotFound;
            }
            var schedule = JobSchedule.InForce(job);
            if (await change(db, job) is { } refusal)
            {
                return refusal;
            }
            if (JobSchedule.InForce(job) != schedule)
            {
                // A schedule that stays keeps its time, which may be about to be met.
                job.NextRunAt = JobSchedule.Next(job, call.Service<TimeProvider>().Now());
                db.Entry(job).Property(j => j.NextRunAt).IsModified = true;
            }
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException) when (!isLast)
            {
                // It has been moved or deleted meanwhile: what is there now is read and judged again, once.
                continue;
            }
            catch (DbUpdateConcurrencyException)
            {
                return Answer.Failure(HttpStatusCode.Conflict, "The job was changed by others at the same time. Read it and try again.");
            }
            if (job.State == RowState.Deleted)
            {
                await VariableRows.RemoveAsync(db.EnvironmentVariables.Where(v => v.JobDefinitionId == id), job.UpdatedAt, cancellation);
            }
            await JobAnnouncement.ChangedAsync(call, job, cancellation);
            var hidden = await HiddenThings.OfAsync(call, db, [job], [], cancellation);
            return call.Ok(JobView.Of(job, call.Service<TimeProvider>().GetUtcNow(), hidden));
        }
    }

    private static async ValueTask<bool> IsAllowedAsync(CallContext call, HeadgateDb db, Job job, CancellationToken cancellation) =>
        (job.ProjectId, job.EnvironmentId) == (call.Target.ProjectId, call.Target.EnvironmentId)
        || (await JobTargets.AtAsync(db, job, cancellation) is { } now && call.IsAllowedAt(now));
}
