using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>One column of a table with its values.</summary>
internal sealed class TableColumn(QueryTable table, int index) : MappedSequence
{
    private static readonly HostMethods<TableColumn> Methods = new(
        new Dictionary<string, HostMethod<TableColumn>>(StringComparer.Ordinal)
        {
            ["values_without_nulls"] = static (self, _, _) => Value.Tuple([.. self.Values().Where(v => !v.IsNone)]),
            ["values_distinct"] = static (self, _, _) => Value.Tuple([.. self.Values().Distinct()]),
            ["values_sorted"] = static (self, _, _) => Value.Tuple([.. self.Sorted()]),
            ["values_without_nulls_sorted"] = static (self, _, _) => Value.Tuple([.. self.Sorted().Where(v => !v.IsNone)]),
        }
    );

    /// <inheritdoc />
    public override string TypeName => "Column";

    /// <inheritdoc />
    protected override int Count => table.Rows.Count;

    /// <inheritdoc />
    protected override IReadOnlyList<string>? Keys => null;

    /// <inheritdoc />
    public override bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        switch (name)
        {
            case "name":
                value = Value.From(table.Columns[index]);
                return true;
            case "index":
                value = Value.From(index);
                return true;
            case "data_type":
                value = Value.From(DataType(table, index));
                return true;
            default:
                return Methods.TryGet(this, name, out value) || base.TryGetAttribute(context, name, out value);
        }
    }

    /// <inheritdoc />
    public override bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result) || base.TryCallMethod(context, name, arguments, out result);

    /// <summary>The type of a column by its first value, as agate names it.</summary>
    public static string DataType(QueryTable table, int index) =>
        table.Rows.Select(row => row[index]).FirstOrDefault(cell => cell is not null) switch
        {
            long or System.Numerics.BigInteger => "Integer",
            decimal or double => "Number",
            bool => "Boolean",
            DateOnly => "Date",
            DateTime or DateTimeOffset => "DateTime",
            TimeSpan => "TimeDelta",
            _ => "Text",
        };

    /// <inheritdoc />
    protected override Value At(int row) => CellValue.Of(table.Rows[row][index]);

    /// <inheritdoc />
    protected override int IndexOf(string key) => -1;

    // Nothing is after everything, as agate sorts.
    private IEnumerable<Value> Sorted() => table.Rows.Select(row => row[index]).Order(CellOrder.Instance).Select(CellValue.Of);
}
