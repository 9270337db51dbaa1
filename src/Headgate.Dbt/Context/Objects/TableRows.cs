using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>The rows of a table: by index; iterated in order.</summary>
internal sealed class TableRows(TableObject table) : IJinjaObject
{
    /// <inheritdoc />
    public string TypeName => "MappedSequence";

    /// <inheritdoc />
    public int? Length => table.Rows.Count;

    /// <inheritdoc />
    public bool IsSequence => true;

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        var at = key.TryGetInt64(out var number) ? (int)(number < 0 ? number + table.Rows.Count : number) : -1;
        if (at < 0 || at >= table.Rows.Count)
        {
            value = default;
            return false;
        }
        value = table.Rows[at];
        return true;
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = default;
        if (name != "values")
        {
            return false;
        }
        result = Value.Tuple([.. table.Rows]);
        return true;
    }

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => table.Rows.GetEnumerator();
}
