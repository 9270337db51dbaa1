using Headgate.Cli.Servers;

namespace Headgate.Cli.Runs;

/// <summary>Finds the job that a person named by its number or by its name.</summary>
internal static class JobLookup
{
    /// <summary>The job's id and name.</summary>
    /// <exception cref="CommandFailure">None has that name, or several have.</exception>
    public static async Task<(long Id, string Name)> FindAsync(PlatformApi api, string job, CancellationToken cancellation)
    {
        var found = await NamedThing.FindAsync(api, NamedThing.Job, job, cancellation);
        return ((long)found["id"]!, found["name"]?.ToString() ?? job);
    }
}
