using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>What <c>include_related</c> may add to runs.</summary>
internal static class RunRelated
{
    /// <summary>Names for one run.</summary>
    public const string OfRun = "trigger, job, environment, repository, run_steps, run_retries, audit, debug_logs";

    /// <summary>The names that were asked for, without those of things that the caller may not see.</summary>
    public static IReadOnlySet<string> Of(CallContext call)
    {
        var related = call.Query.Related();
        if (related.Count == 0)
        {
            return related;
        }
        var allowed = new HashSet<string>(related, StringComparer.Ordinal);
        Withhold("job", Capabilities.Jobs, PermissionResource.Jobs);
        Withhold("environment", Capabilities.Environments, PermissionResource.Environments);
        Withhold("repository", Capabilities.Repositories, PermissionResource.Repositories);
        return allowed;

        void Withhold(string name, Capability capability, PermissionResource resource)
        {
            if (allowed.Contains(name) && !call.MaySee(capability, Permission.Read(resource)))
            {
                allowed.Remove(name);
            }
        }
    }
}
