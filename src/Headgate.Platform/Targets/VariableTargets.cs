using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>
/// Finds values of environment variables, with the environment or job that they hold in, in one query: a hidden one takes no longer than none. What lies in something deleted
/// is gone with it.
/// </summary>
internal static class VariableTargets
{
    public static async Task<Target?> FindAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var found = await (
            from variable in db.EnvironmentVariables.AsNoTracking()
            where variable.Id == id && variable.AccountId == account && variable.State == RowState.Active
            join project in db.Projects on variable.ProjectId equals project.Id
            where project.State == RowState.Active
            join job in db.Jobs.Where(j => j.State == RowState.Active) on variable.JobDefinitionId equals (long?)job.Id into jobs
            from job in jobs.DefaultIfEmpty()
            join environment in db.Environments.Where(e => e.State == RowState.Active)
                on variable.EnvironmentId ?? (long?)job.EnvironmentId equals (long?)environment.Id
                into environments
            from environment in environments.DefaultIfEmpty()
            select new
            {
                Variable = variable,
                Project = project.Name,
                Job = job,
                Environment = environment,
            }
        ).FirstOrDefaultAsync(cancellation);
        if (
            found is null
            || (found.Variable.JobDefinitionId is not null && found.Job is null)
            || (found.Variable.JobDefinitionId ?? found.Variable.EnvironmentId) is not null && found.Environment is null
        )
        {
            return null;
        }
        return RowTargets.Of(found.Variable) with
        {
            ProjectName = found.Project,
            EnvironmentId = found.Environment?.Id,
            EnvironmentName = found.Environment?.Name,
            EnvironmentCategory = found.Environment is { } its ? EnvironmentCategoryNames.Of(its.Type, its.DeploymentType) : default,
            JobId = found.Job?.Id,
            JobName = found.Job?.Name,
            Name = found.Variable.Name,
            Row = found.Variable,
        };
    }
}
