using System.Globalization;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>Finds runs and their steps, through the run to job, environment and project.</summary>
internal static class RunTargets
{
    public static async Task<Target?> FindRunAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var run = await db.Runs.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.AccountId == account, cancellation);
        return run is null ? null : await OfAsync(db, run, TargetKind.Run, id, run, cancellation);
    }

    public static async Task<Target?> FindStepAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var step = await db.RunSteps.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.AccountId == account, cancellation);
        if (step is null)
        {
            return null;
        }
        var run = await db.Runs.AsNoTracking().FirstOrDefaultAsync(r => r.Id == step.RunId && r.AccountId == account, cancellation);
        return run is null ? null : await OfAsync(db, run, TargetKind.RunStep, id, step, cancellation);
    }

    /// <summary>A run of a deleted project is gone with it; a run of a deleted job stays as history.</summary>
    private static async Task<Target?> OfAsync(HeadgateDb db, Run run, TargetKind kind, long id, object row, CancellationToken cancellation)
    {
        var names = await (
            from job in db.Jobs
            join project in db.Projects on run.ProjectId equals project.Id
            join environment in db.Environments on run.EnvironmentId equals environment.Id
            where job.Id == run.JobDefinitionId && project.State == RowState.Active
            select new
            {
                Job = job.Name,
                Project = project.Name,
                Environment = environment.Name,
                environment.Type,
                environment.DeploymentType,
            }
        ).FirstOrDefaultAsync(cancellation);
        return names is null
            ? null
            : new Target
            {
                Kind = kind,
                AccountId = run.AccountId,
                Id = id.ToString(CultureInfo.InvariantCulture),
                ProjectId = run.ProjectId,
                ProjectName = names.Project,
                EnvironmentId = run.EnvironmentId,
                EnvironmentName = names.Environment,
                EnvironmentCategory = EnvironmentCategoryNames.Of(names.Type, names.DeploymentType),
                JobId = run.JobDefinitionId,
                JobName = names.Job,
                RunId = run.Id,
                Row = row,
            };
    }
}
