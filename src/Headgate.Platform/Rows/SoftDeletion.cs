using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Rows;

/// <summary>Deletes many rows at once, without reading them.</summary>
internal static class SoftDeletion
{
    /// <summary>Deletes those that are active; what was deleted before keeps its time.</summary>
    public static Task DeleteSoftlyAsync<T>(this IQueryable<T> rows, DateTimeOffset now, CancellationToken cancellation)
        where T : class, ISoftDeleted, ITimestamped =>
        rows.Where(row => row.State == RowState.Active)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, RowState.Deleted).SetProperty(row => row.UpdatedAt, now),
                cancellation
            );
}
