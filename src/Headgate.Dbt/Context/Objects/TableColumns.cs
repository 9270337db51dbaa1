using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>The columns of a table: by index or name; iterated in order.</summary>
internal sealed class TableColumns(QueryTable table) : MappedSequence, IJinjaObject
{
    /// <inheritdoc />
    protected override int Count => table.Columns.Count;

    /// <inheritdoc />
    protected override IReadOnlyList<string> Keys => table.Columns;

    /// <inheritdoc />
    public bool? Contains(CallContext context, in Value value) => value.TryGetString(out var name) && table.IndexOf(name) >= 0;

    /// <inheritdoc />
    protected override Value At(int index) => Value.From(new TableColumn(table, index));

    /// <inheritdoc />
    protected override int IndexOf(string key) => table.IndexOf(key);
}
