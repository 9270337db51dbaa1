using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>The columns of a table: by index or name; iterated in order.</summary>
internal sealed class TableColumns(QueryTable table) : IJinjaObject
{
    private static readonly HostMethods<TableColumns> Methods = new(
        new Dictionary<string, HostMethod<TableColumns>>(StringComparer.Ordinal)
        {
            ["keys"] = static (self, _, _) => Value.Tuple([.. self.Columns.Select(c => Value.From(c))]),
            ["values"] = static (self, context, _) => Value.Tuple([.. self.All()]),
            ["get"] = static (self, context, a) =>
                self.TryGetItem(context, a.Required(0, "key", "get"), out var found) ? found : a.Get(1, "default", Value.None),
        }
    );

    private IReadOnlyList<string> Columns => table.Columns;

    /// <inheritdoc />
    public string TypeName => "MappedSequence";

    /// <inheritdoc />
    public int? Length => table.Columns.Count;

    /// <inheritdoc />
    public bool IsSequence => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value) =>
        Methods.TryGet(this, name, out value) || TryGetItem(context, Value.From(name), out value);

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        var index = key.TryGetInt64(out var number) ? (int)(number < 0 ? number + Columns.Count : number) : table.IndexOf(key.ToString());
        if (index < 0 || index >= Columns.Count)
        {
            value = default;
            return false;
        }
        value = Value.From(new TableColumn(table, index));
        return true;
    }

    /// <inheritdoc />
    public bool? Contains(CallContext context, in Value value) => value.TryGetString(out var name) && table.IndexOf(name) >= 0;

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => All().GetEnumerator();

    private IEnumerable<Value> All() => Enumerable.Range(0, Columns.Count).Select(i => Value.From(new TableColumn(table, i)));
}
