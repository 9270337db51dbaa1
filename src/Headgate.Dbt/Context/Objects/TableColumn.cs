using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>One column of a table with its values.</summary>
internal sealed class TableColumn(QueryTable table, int index) : IJinjaObject
{
    private static readonly HostMethods<TableColumn> Methods = new(
        new Dictionary<string, HostMethod<TableColumn>>(StringComparer.Ordinal)
        {
            ["values"] = static (self, _, _) => Value.Tuple([.. self.Values()]),
            ["values_without_nulls"] = static (self, _, _) => Value.Tuple([.. self.Values().Where(v => !v.IsNone)]),
            ["values_distinct"] = static (self, _, _) => Value.Tuple([.. self.Values().Distinct()]),
            ["values_sorted"] = static (self, context, _) => context.ApplyFilter("sort", Value.Tuple([.. self.Values()]), Arguments.Empty),
        }
    );

    /// <inheritdoc />
    public string TypeName => "Column";

    /// <inheritdoc />
    public int? Length => table.Rows.Count;

    /// <inheritdoc />
    public bool IsSequence => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
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
                value = Value.From(TypeOfValues());
                return true;
            default:
                return Methods.TryGet(this, name, out value);
        }
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        var at = key.TryGetInt64(out var number) ? (int)(number < 0 ? number + table.Rows.Count : number) : -1;
        if (at < 0 || at >= table.Rows.Count)
        {
            value = default;
            return false;
        }
        value = CellValue.Of(table.Rows[at][index]);
        return true;
    }

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => Values().GetEnumerator();

    private IEnumerable<Value> Values() => table.Rows.Select(row => CellValue.Of(row[index]));

    private string TypeOfValues() =>
        table.Rows.Select(row => row[index]).FirstOrDefault(cell => cell is not null) switch
        {
            long or System.Numerics.BigInteger => "Integer",
            decimal or double => "Number",
            bool => "Boolean",
            DateOnly => "Date",
            DateTime or DateTimeOffset => "DateTime",
            _ => "Text",
        };
}
