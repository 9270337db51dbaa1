using Headgate.Dbt.Adapters;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Joins two tables by keys, as agate does: each left row with all right rows of its key, or with nothing.</summary>
internal sealed class TableJoin
{
    /// <summary>The left table and its rows' keys; equal keys match.</summary>
    public required (QueryTable Table, IReadOnlyList<string> Keys) Left { get; init; }

    /// <summary>The right table and its rows' keys.</summary>
    public required (QueryTable Table, IReadOnlyList<string> Keys) Right { get; init; }

    /// <summary>The columns of the right table that make its key, which the result has once.</summary>
    public IReadOnlyList<int> RightKeyColumns { get; init; } = [];

    /// <summary>Are left rows without a match left out?</summary>
    public bool Inner { get; init; }

    /// <summary>Do right rows without a match come last?</summary>
    public bool FullOuter { get; init; }

    /// <summary>Is a left row without a match a failure?</summary>
    public bool RequireMatch { get; init; }

    /// <summary>The columns of the right table to take; null for all but its key.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The joined table.</summary>
    /// <exception cref="DbtException">A match is required and missing.</exception>
    public QueryTable Make()
    {
        var taken = Enumerable.Range(0, Right.Table.Columns.Count).Where(IsTaken).ToList();
        var names = Left.Table.Columns.ToList();
        names.AddRange(taken.Select(i => Right.Table.Columns[i]).Select(name => Left.Table.Columns.Contains(name) ? name + "2" : name));
        var matches = Right.Keys.Select((key, i) => (key, i)).ToLookup(pair => pair.key, pair => pair.i, StringComparer.Ordinal);
        var rows = new List<object?[]>();
        for (var i = 0; i < Left.Table.Rows.Count; i++)
        {
            var left = Left.Table.Rows[i];
            if (matches.Contains(Left.Keys[i]))
            {
                rows.AddRange(matches[Left.Keys[i]].Select(right => left.Concat(Cells(right)).ToArray()));
            }
            else if (RequireMatch)
            {
                throw new DbtException(
                    DbtErrorKind.Compilation,
                    $"Left key {PythonText.Repr(Left.Keys[i])} does not have a matching right key."
                );
            }
            else if (!Inner)
            {
                rows.Add([.. left, .. new object?[taken.Count]]);
            }
        }
        if (FullOuter)
        {
            var known = Left.Keys.ToHashSet(StringComparer.Ordinal);
            rows.AddRange(
                Enumerable
                    .Range(0, Right.Table.Rows.Count)
                    .Where(i => !known.Contains(Right.Keys[i]))
                    .Select(i =>
                        new object?[Left.Table.Columns.Count]
                            .Concat(Cells(i))
                            .ToArray()
                    )
            );
        }
        return new(names, rows);

        IEnumerable<object?> Cells(int row) => taken.Select(i => Right.Table.Rows[row][i]);
    }

    private bool IsTaken(int column) =>
        Columns is not null ? Columns.Contains(Right.Table.Columns[column]) : FullOuter || !RightKeyColumns.Contains(column);
}
