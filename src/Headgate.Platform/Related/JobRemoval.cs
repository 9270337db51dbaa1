using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Related;

/// <summary>Jobs that go because what contains them goes.</summary>
internal static class JobRemoval
{
    /// <summary>Tells, after the commit, that jobs are gone, so that their schedules end.</summary>
    public static async Task AnnounceAsync(CallContext call, IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        foreach (var job in jobs)
        {
            job.State = RowState.Deleted;
            await JobAnnouncement.ChangedAsync(call, job, cancellation);
        }
    }
}
