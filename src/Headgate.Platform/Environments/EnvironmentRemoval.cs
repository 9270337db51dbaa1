using Headgate.Platform.EnvironmentVariables;
using Headgate.Platform.Related;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Takes an environment away with its jobs, in one transaction.</summary>
internal static class EnvironmentRemoval
{
    public static async Task RemoveAsync(CallContext call, HeadgateDb db, DbtEnvironment environment, CancellationToken cancellation)
    {
        var id = environment.Id;
        var jobs = await db.Jobs.AsNoTracking().Where(j => j.EnvironmentId == id && j.State == RowState.Active).ToListAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        environment.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        var now = environment.UpdatedAt;
        await db
            .Jobs.Where(j => j.EnvironmentId == id && j.State == RowState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, RowState.Deleted).SetProperty(j => j.UpdatedAt, now), cancellation);
        var jobIds = jobs.Select(j => (long?)j.Id).ToList();
        await VariableRows.RemoveAsync(
            db.EnvironmentVariables.Where(v => v.EnvironmentId == id || jobIds.Contains(v.JobDefinitionId)),
            now,
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        await JobRemoval.AnnounceAsync(call, jobs, cancellation);
    }
}
