using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Jobs;

/// <summary>Tells whoever follows jobs; a server without scheduler has nobody.</summary>
internal static class JobAnnouncement
{
    public static async Task ChangedAsync(CallContext call, Job job, CancellationToken cancellation)
    {
        foreach (var follower in call.Http.RequestServices.GetServices<IJobChanges>())
        {
            await follower.ChangedAsync(job, cancellation);
        }
    }
}
