using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>One row of a table: by index, by column name, unpacked.</summary>
internal sealed class RowObject(QueryTable table, object?[] cells) : MappedSequence
{
    /// <inheritdoc />
    public override string TypeName => "Row";

    /// <inheritdoc />
    protected override int Count => cells.Length;

    /// <inheritdoc />
    protected override IReadOnlyList<string> Keys => table.Columns;

    /// <inheritdoc />
    protected override Value At(int index) => CellValue.Of(cells[index]);

    /// <inheritdoc />
    protected override int IndexOf(string key) => table.IndexOf(key);
}
