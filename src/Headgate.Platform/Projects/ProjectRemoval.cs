using Headgate.Platform.EnvironmentVariables;
using Headgate.Platform.Related;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Takes a project away with all that is inside: environments, jobs, repositories, credentials, variables. One transaction.</summary>
internal static class ProjectRemoval
{
    public static async Task RemoveAsync(CallContext call, HeadgateDb db, Project project, CancellationToken cancellation)
    {
        var id = project.Id;
        var jobs = await db.Jobs.AsNoTracking().Where(j => j.ProjectId == id && j.State == RowState.Active).ToListAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        project.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        var now = project.UpdatedAt;
        await db
            .Jobs.Where(j => j.ProjectId == id && j.State == RowState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, RowState.Deleted).SetProperty(j => j.UpdatedAt, now), cancellation);
        await db
            .Environments.Where(e => e.ProjectId == id && e.State == RowState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, RowState.Deleted).SetProperty(e => e.UpdatedAt, now), cancellation);
        await db
            .Repositories.Where(r => r.ProjectId == id && r.State == RowState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RowState.Deleted).SetProperty(r => r.UpdatedAt, now), cancellation);
        await db
            .Credentials.Where(c => c.ProjectId == id && c.State == RowState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, RowState.Deleted).SetProperty(c => c.UpdatedAt, now), cancellation);
        await VariableRows.RemoveAsync(db.EnvironmentVariables.Where(v => v.ProjectId == id), now, cancellation);
        await transaction.CommitAsync(cancellation);
        await JobRemoval.AnnounceAsync(call, jobs, cancellation);
    }
}
