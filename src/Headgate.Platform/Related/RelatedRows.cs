using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Related;

/// <summary>
/// Rows that stand beside others in an answer. Each is decided on its own place, as if the caller had asked for it by itself: a list that is granted account-wide shows nothing
/// of a project whose environments are not.
/// </summary>
internal static class RelatedRows
{
    /// <summary>The rows of some ids that the caller asked for and may see, by id.</summary>
    /// <param name="call">The call.</param>
    /// <param name="include">What they are.</param>
    /// <param name="rows">The table.</param>
    /// <param name="ids">Which.</param>
    /// <param name="place">Where a row lies.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<IReadOnlyDictionary<long, T>> IncludedAsync<T>(
        this CallContext call,
        Include include,
        IQueryable<T> rows,
        IEnumerable<long?> ids,
        Func<T, Target> place,
        CancellationToken cancellation
    )
        where T : class, IRow =>
        call.Wants(include)
            ? call.VisibleAsync(include, rows, ids, place, cancellation)
            : Task.FromResult<IReadOnlyDictionary<long, T>>(new Dictionary<long, T>());

    /// <summary>The rows of some ids that the caller may see, by id: for what an answer always has.</summary>
    public static async Task<IReadOnlyDictionary<long, T>> VisibleAsync<T>(
        this CallContext call,
        Include include,
        IQueryable<T> rows,
        IEnumerable<long?> ids,
        Func<T, Target> place,
        CancellationToken cancellation
    )
        where T : class, IRow
    {
        var wanted = ids.OfType<long>().Distinct().ToList();
        if (wanted.Count == 0)
        {
            return new Dictionary<long, T>();
        }
        var found = await rows.AsNoTracking().Where(row => wanted.Contains(row.Id)).ToListAsync(cancellation);
        return found.Where(row => call.MaySee(include, place(row))).ToDictionary(row => row.Id);
    }
}
