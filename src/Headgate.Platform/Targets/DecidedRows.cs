using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>
/// Loads what a call changes. Between the decision and the change the row can have been moved or have become something else; then the decision was about another thing, and
/// is made again.
/// </summary>
internal static class DecidedRows
{
    /// <summary>The row of the call's target; null where it is gone, or where the caller may not do this at its place of now.</summary>
    /// <param name="call">The call.</param>
    /// <param name="rows">The table, of the context that changes the row.</param>
    /// <param name="place">Where a row lies.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<T?> DecidedAsync<T>(
        this CallContext call,
        IQueryable<T> rows,
        Func<T, Target> place,
        CancellationToken cancellation
    )
        where T : class, IRow, ISoftDeleted
    {
        var id = long.Parse(call.Target.Id, System.Globalization.CultureInfo.InvariantCulture);
        var row = await rows.FirstOrDefaultAsync(r => r.Id == id && r.State == RowState.Active, cancellation);
        if (row is null)
        {
            return null;
        }
        var (then, now) = (call.Target, place(row));
        var isSame =
            (then.ProjectId, then.EnvironmentId, then.EnvironmentCategory) == (now.ProjectId, now.EnvironmentId, now.EnvironmentCategory);
        return isSame || call.IsAllowedAt(now) ? row : null;
    }
}
