using Headgate.Platform.Related;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>Looks at the queue when a job is deleted, so that its waiting runs end before the caller has the answer.</summary>
internal sealed class QueueOfDeletedJobs(RunQueue queue) : IJobChanges
{
    public Task ChangedAsync(Job job, CancellationToken cancellation) =>
        job.State == RowState.Deleted ? queue.AdmitAsync(cancellation) : Task.CompletedTask;
}
