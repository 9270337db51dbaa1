using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>One row of a table: by index, by column name, unpacked.</summary>
internal sealed class RowObject(QueryTable table, object?[] cells) : IJinjaObject
{
    private static readonly HostMethods<RowObject> Methods = new(
        new Dictionary<string, HostMethod<RowObject>>(StringComparer.Ordinal)
        {
            ["values"] = static (self, _, _) => Value.Tuple([.. self.Values()]),
            ["keys"] = static (self, _, _) => Value.Tuple([.. self.Names().Select(n => Value.From(n))]),
            ["items"] = static (self, _, _) =>
                Value.From(new JinjaList(self.Names().Zip(self.Values(), (n, v) => Value.Tuple(Value.From(n), v)).ToList())),
            ["dict"] = static (self, _, _) => self.ToDict(),
            ["get"] = static (self, context, a) =>
                self.TryGetItem(context, a.Required(0, "key", "get"), out var found) ? found : a.Get(1, "default", Value.None),
        }
    );

    /// <inheritdoc />
    public string TypeName => "Row";

    /// <inheritdoc />
    public int? Length => cells.Length;

    /// <inheritdoc />
    public bool IsSequence => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (Methods.TryGet(this, name, out value))
        {
            return true;
        }
        return TryGetItem(context, Value.From(name), out value);
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        var index = -1;
        if (key.TryGetInt64(out var number))
        {
            index = (int)(number < 0 ? number + cells.Length : number);
        }
        else if (key.TryGetString(out var name))
        {
            index = table.IndexOf(name);
        }
        if (index < 0 || index >= cells.Length)
        {
            value = default;
            return false;
        }
        value = CellValue.Of(cells[index]);
        return true;
    }

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => Values().GetEnumerator();

    /// <inheritdoc />
    public bool EqualTo(in Value other) => Value.Tuple([.. Values()]).Equals(other);

    /// <inheritdoc />
    public string Repr() => "<agate.Row: (" + string.Join(", ", Values().Select(v => v.Repr())) + ")>";

    private IEnumerable<Value> Values() => cells.Select(cell => CellValue.Of(cell));

    private IReadOnlyList<string> Names() => table.Columns;

    private Value ToDict()
    {
        var dict = new JinjaDict(cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            dict.Set(table.Columns[i], CellValue.Of(cells[i]));
        }
        return Value.From(dict);
    }
}
