using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>
/// Values in order that have keys too, as agate gives rows, columns and the lists of both: by index, by key, unpacked, or as keys and values.
/// </summary>
internal abstract class MappedSequence : IJinjaObject
{
    private static readonly HostMethods<MappedSequence> Methods = new(
        new Dictionary<string, HostMethod<MappedSequence>>(StringComparer.Ordinal)
        {
            ["values"] = static (self, _, _) => Value.Tuple([.. self.Values()]),
            ["keys"] = static (self, _, _) => self.Keys is { } keys ? Value.Tuple([.. keys.Select(k => Value.From(k))]) : Value.None,
            ["items"] = static (self, _, _) =>
                Value.From(new JinjaList(self.KeyNames().Zip(self.Values(), (k, v) => Value.Tuple(Value.From(k), v)).ToList())),
            ["dict"] = static (self, _, _) => self.ToDict(),
            ["get"] = static (self, context, a) =>
                self.TryGetItem(context, a.Required(0, "key", "get"), out var found) ? found : a.Get(1, "default", Value.None),
        }
    );

    /// <inheritdoc />
    public virtual string TypeName => "MappedSequence";

    /// <inheritdoc />
    public bool IsSequence => true;

    /// <inheritdoc />
    public int? Length => Count;

    /// <summary>How many values there are.</summary>
    protected abstract int Count { get; }

    /// <summary>The keys of the values; null where they have none.</summary>
    protected abstract IReadOnlyList<string>? Keys { get; }

    /// <inheritdoc />
    public virtual bool TryGetAttribute(CallContext context, string name, out Value value) =>
        Methods.TryGet(this, name, out value) || TryGetItem(context, Value.From(name), out value);

    /// <inheritdoc />
    public virtual bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        var index =
            key.TryGetInt64(out var number) ? (number < 0 ? number + Count : number)
            : key.TryGetString(out var name) ? IndexOf(name)
            : -1;
        value = index >= 0 && index < Count ? At((int)index) : default;
        return index >= 0 && index < Count;
    }

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => Values().GetEnumerator();

    /// <inheritdoc />
    public bool EqualTo(in Value other) => Value.Tuple([.. Values()]).Equals(other);

    /// <inheritdoc />
    public int Hash() => Count;

    /// <inheritdoc />
    public string Repr()
    {
        const int Shown = 5;
        var sample = string.Join(", ", Values().Take(Shown).Select(v => v.Repr()));
        return $"<agate.{TypeName}: ({sample}{(Count > Shown ? ", ..." : "")})>";
    }

    /// <summary>The value at a place that exists.</summary>
    protected abstract Value At(int index);

    /// <summary>The place of a key; -1 where there is none.</summary>
    protected abstract int IndexOf(string key);

    /// <summary>All values, in order.</summary>
    protected IEnumerable<Value> Values() => Enumerable.Range(0, Count).Select(At);

    private IReadOnlyList<string> KeyNames() =>
        Keys ?? throw new DbtException(DbtErrorKind.Compilation, "'NoneType' object is not iterable");

    private Value ToDict()
    {
        var dict = new JinjaDict(Count) { IsOrdered = true };
        foreach (var (key, value) in KeyNames().Zip(Values()))
        {
            dict.Set(key, value);
        }
        return Value.From(dict);
    }
}
