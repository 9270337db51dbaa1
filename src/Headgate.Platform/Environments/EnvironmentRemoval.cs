using Headgate.Platform.EnvironmentVariables;
using Headgate.Platform.Related;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Environments;

/// <summary>Takes an environment away with its jobs, and with the values of variables that held in either.</summary>
internal static class EnvironmentRemoval
{
    public static Task RemoveAsync(CallContext call, HeadgateDb db, DbtEnvironment environment, CancellationToken cancellation)
    {
        var id = environment.Id;
        return JobRemoval.RemoveAsync(call, db, environment, j => j.EnvironmentId == id, DeleteOthersAsync, cancellation);

        Task DeleteOthersAsync(IReadOnlyList<Job> jobs, DateTimeOffset now)
        {
            var jobIds = jobs.Select(j => (long?)j.Id).ToList();
            var values = db.EnvironmentVariables.Where(v => v.EnvironmentId == id || jobIds.Contains(v.JobDefinitionId));
            return VariableRows.RemoveAsync(values, now, cancellation);
        }
    }
}
