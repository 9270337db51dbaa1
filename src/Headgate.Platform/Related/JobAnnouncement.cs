using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Related;

/// <summary>Tells whoever follows jobs; a server without scheduler has nobody.</summary>
internal static class JobAnnouncement
{
    public static async Task ChangedAsync(CallContext call, Job job, CancellationToken cancellation)
    {
        foreach (var follower in call.Services<IJobChanges>())
        {
            await follower.ChangedAsync(job, cancellation);
        }
    }
}
