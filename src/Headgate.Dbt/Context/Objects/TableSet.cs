using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Tables by the value that their rows share: what <c>group_by</c> gives.</summary>
internal sealed class TableSet(string keyName, IReadOnlyList<string> keys, IReadOnlyList<TableObject> tables) : MappedSequence
{
    /// <inheritdoc />
    public override string TypeName => "TableSet";

    /// <inheritdoc />
    protected override int Count => tables.Count;

    /// <inheritdoc />
    protected override IReadOnlyList<string> Keys => keys;

    /// <inheritdoc />
    public override bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (name == "key_name")
        {
            value = Value.From(keyName);
            return true;
        }
        return base.TryGetAttribute(context, name, out value);
    }

    /// <inheritdoc />
    protected override Value At(int index) => Value.From(tables[index]);

    /// <inheritdoc />
    protected override int IndexOf(string key)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] == key)
            {
                return i;
            }
        }
        return -1;
    }
}
