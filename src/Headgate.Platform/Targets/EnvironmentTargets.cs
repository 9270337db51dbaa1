using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>Finds environments.</summary>
internal static class EnvironmentTargets
{
    public static async Task<Target?> FindAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Environments.AsNoTracking()
            .Where(e => e.Id == id && e.AccountId == account && e.State == RowState.Active)
            .Join(db.Projects, e => e.ProjectId, p => p.Id, (e, p) => new { Environment = e, Project = p.Name })
            .FirstOrDefaultAsync(cancellation);
        return row is null
            ? null
            : RowTargets.Of(row.Environment) with
            {
                Name = row.Environment.Name,
                ProjectName = row.Project,
                EnvironmentName = row.Environment.Name,
                Row = row.Environment,
            };
    }
}
