using System.Globalization;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>
/// Finds runs and their steps, through the run to job, environment and project, in one query: a hidden run takes no longer than none. A run of a deleted project is gone with
/// it; a run of a deleted job stays as history.
/// </summary>
internal static class RunTargets
{
    public static async Task<Target?> FindRunAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var runs = db.Runs.AsNoTracking().Where(r => r.Id == id && r.AccountId == account);
        return await Placed(db, runs).FirstOrDefaultAsync(cancellation) is { } found ? found.Of(TargetKind.Run, id, found.Run) : null;
    }

    public static async Task<Target?> FindStepAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var steps = db.RunSteps.AsNoTracking().Where(s => s.Id == id && s.AccountId == account);
        var runs = db.Runs.AsNoTracking().Where(r => r.AccountId == account);
        var found = await (
            from step in steps
            join placed in Placed(db, runs) on step.RunId equals placed.Run.Id
            select new { Step = step, Placed = placed }
        ).FirstOrDefaultAsync(cancellation);
        return found?.Placed.Of(TargetKind.RunStep, id, found.Step);
    }

    private static IQueryable<PlacedRun> Placed(HeadgateDb db, IQueryable<Run> runs) =>
        from run in runs
        join job in db.Jobs on run.JobDefinitionId equals job.Id
        join project in db.Projects on run.ProjectId equals project.Id
        join environment in db.Environments on run.EnvironmentId equals environment.Id
        where project.State == RowState.Active
        select new PlacedRun
        {
            Run = run,
            Job = job.Name,
            Project = project.Name,
            Environment = environment.Name,
            Type = environment.Type,
            DeploymentType = environment.DeploymentType,
        };

    private sealed class PlacedRun
    {
        public required Run Run { get; init; }

        public required string Job { get; init; }

        public required string Project { get; init; }

        public required string Environment { get; init; }

        public required string Type { get; init; }

        public required string? DeploymentType { get; init; }

        public Target Of(TargetKind kind, long id, object row) =>
            new()
            {
                Kind = kind,
                AccountId = Run.AccountId,
                Id = id.ToString(CultureInfo.InvariantCulture),
                ProjectId = Run.ProjectId,
                ProjectName = Project,
                EnvironmentId = Run.EnvironmentId,
                EnvironmentName = Environment,
                EnvironmentCategory = EnvironmentCategoryNames.Of(Type, DeploymentType),
                JobId = Run.JobDefinitionId,
                JobName = Job,
                RunId = Run.Id,
                Row = row,
            };
    }
}
