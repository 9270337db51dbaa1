using System.Linq.Expressions;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Lists;

/// <summary>The <c>state</c> filter of lists.</summary>
internal static class States
{
    /// <summary>Rows in the states that were asked for.</summary>
    public static IQueryable<T> InState<T>(this IQueryable<T> rows, StateFilter filter)
        where T : class, ISoftDeleted =>
        filter switch
        {
            StateFilter.Active => rows.Where(Is<T>(RowState.Active)),
            StateFilter.Deleted => rows.Where(Is<T>(RowState.Deleted)),
            _ => rows,
        };

    /// <summary>The stored state, or null for all.</summary>
    public static RowState? Stored(this StateFilter filter) =>
        filter switch
        {
            StateFilter.Active => RowState.Active,
            StateFilter.Deleted => RowState.Deleted,
            _ => null,
        };

    private static Expression<Func<T, bool>> Is<T>(RowState state)
        where T : ISoftDeleted => row => row.State == state;
}
