using Headgate.Catalogue;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Lists;

/// <summary>The <c>state</c> filter of lists of things that are deleted softly.</summary>
internal static class StateField
{
    /// <summary>The query parameter.</summary>
    public static Field<string> Field { get; } =
        In.Query.Choice("state", "Active ones (1, the default), deleted ones (2), or all.", "1", "active", "2", "deleted", "all").Or("1");

    /// <summary>The state that was asked for; null for all.</summary>
    public static RowState? Read(FieldSource source, FieldProblems problems) =>
        Field.Read(source, problems) switch
        {
            "2" or "deleted" => RowState.Deleted,
            "all" => null,
            _ => RowState.Active,
        };

    /// <summary>Rows in a state; all where it is null.</summary>
    public static IQueryable<T> InState<T>(this IQueryable<T> rows, RowState? state)
        where T : class => state is { } one ? rows.Where(row => EF.Property<RowState>(row, nameof(ISoftDeleted.State)) == one) : rows;
}
