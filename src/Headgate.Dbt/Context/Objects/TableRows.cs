using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>The rows of a table: by index; iterated in order.</summary>
internal sealed class TableRows(TableObject table) : MappedSequence
{
    /// <inheritdoc />
    protected override int Count => table.Rows.Count;

    /// <inheritdoc />
    protected override IReadOnlyList<string>? Keys => null;

    /// <inheritdoc />
    protected override Value At(int index) => table.Rows[index];

    /// <inheritdoc />
    protected override int IndexOf(string key) => -1;
}
