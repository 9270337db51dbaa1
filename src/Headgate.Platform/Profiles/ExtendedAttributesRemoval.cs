using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Profiles;

/// <summary>Takes extended attributes away from the environments that use them, in one transaction.</summary>
internal static class ExtendedAttributesRemoval
{
    /// <summary>Deletes them.</summary>
    public static async Task RemoveAsync(HeadgateDb db, ExtendedAttributes row, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        row.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        await db
            .Environments.Where(e => e.ExtendedAttributesId == row.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.ExtendedAttributesId, (long?)null), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
