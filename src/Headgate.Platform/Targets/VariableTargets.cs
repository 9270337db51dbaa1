using System.Globalization;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>Finds values of environment variables, with the environment or job that they hold in. What lies in something deleted is gone with it.</summary>
internal static class VariableTargets
{
    public static async Task<Target?> FindAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var found = await db
            .EnvironmentVariables.AsNoTracking()
            .Where(v => v.Id == id && v.AccountId == account && v.State == RowState.Active)
            .Join(
                db.Projects.Where(p => p.State == RowState.Active),
                v => v.ProjectId,
                p => p.Id,
                (v, p) => new { Variable = v, Project = p.Name }
            )
            .FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }
        var target = new Target
        {
            Kind = TargetKind.EnvironmentVariable,
            AccountId = account,
            Id = id.ToString(CultureInfo.InvariantCulture),
            Name = found.Variable.Name,
            ProjectId = found.Variable.ProjectId,
            ProjectName = found.Project,
            Row = found.Variable,
        };
        if (found.Variable.JobDefinitionId is { } job)
        {
            return await JobTargets.FindAsync(db, account, job, cancellation) is { } place ? At(target, place) : null;
        }
        if (found.Variable.EnvironmentId is { } environment)
        {
            return await EnvironmentTargets.FindAsync(db, account, environment, cancellation) is { } place ? At(target, place) : null;
        }
        return target;
    }

    private static Target At(Target target, Target place) =>
        target with
        {
            EnvironmentId = place.EnvironmentId,
            EnvironmentName = place.EnvironmentName,
            EnvironmentCategory = place.EnvironmentCategory,
            JobId = place.JobId,
            JobName = place.JobName,
        };
}
