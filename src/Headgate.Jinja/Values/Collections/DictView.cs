namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's dict_keys, dict_values and dict_items: a live view.</summary>
internal sealed class DictView(JinjaDict dict, DictViewKind kind) : IJinjaObject
{
    public string TypeName =>
        kind switch
        {
            DictViewKind.Keys => "dict_keys",
            DictViewKind.Values => "dict_values",
            _ => "dict_items",
        };

    public int? Length => dict.Count;

    public IEnumerator<Value> Iterate(CallContext context) => Walk();

    public bool? Contains(CallContext context, in Value value)
    {
        if (kind == DictViewKind.Keys)
        {
            return dict.ContainsKey(value);
        }
        if (kind == DictViewKind.Values)
        {
            return null;
        }
        return value.Reference is JinjaTuple { Count: 2 } pair
            && dict.TryGetValue(pair[0], out var found)
            && ValueEquality.Same(found, pair[1]);
    }

    public string Repr()
    {
        var items = new JinjaList();
        for (var walk = Walk(); walk.MoveNext(); )
        {
            items.Add(walk.Current);
        }
        return $"{TypeName}({Value.From(items).Repr()})";
    }

    public bool EqualTo(in Value other)
    {
        if (kind == DictViewKind.Values)
        {
            return ReferenceEquals(other.Reference, this);
        }
        return AsSet(other) is { } set && ValueEquality.Equal(Value.From(ToSet()), Value.From(set));
    }

    public int Hash() =>
        kind == DictViewKind.Values
            ? System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this)
            : throw PythonError.Type($"unhashable type: '{TypeName}'");

    public bool TryCompare(in Value other, out int order)
    {
        order = 0;
        return kind != DictViewKind.Values && AsSet(other) is { } set && SetMath.TryOrder(ToSet(), set, out order);
    }

    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value =
            kind != DictViewKind.Values && name == "isdisjoint"
                ? Value.Function(
                    name,
                    (_, arguments) =>
                        Value.From(SetMath.Intersection(ToSet(), new JinjaSet(Operators.ToList(context, arguments[0]))).Count == 0)
                )
                : default;
        return !value.IsMissing;
    }

    public bool TryArithmetic(ArithmeticOperation operation, in Value other, bool reversed, out Value result)
    {
        result = default;
        if (kind == DictViewKind.Values || operation != ArithmeticOperation.Subtract || AsSet(other) is not { } set)
        {
            return false;
        }
        result = Value.From(reversed ? SetMath.Difference(set, ToSet()) : SetMath.Difference(ToSet(), set));
        return true;
    }

    private static JinjaSet? AsSet(in Value value) =>
        value.Reference switch
        {
            JinjaSet set => set,
            DictView view when !view.IsOfValues => view.ToSet(),
            _ => null,
        };

    private bool IsOfValues => kind == DictViewKind.Values;

    private JinjaSet ToSet()
    {
        var set = new JinjaSet();
        for (var walk = Walk(); walk.MoveNext(); )
        {
            set.Add(walk.Current);
        }
        return set;
    }

    private IEnumerator<Value> Walk()
    {
        var position = 0;
        var version = dict.Version;
        var count = dict.Count;
        while (dict.Next(ref position, out var key, out var value))
        {
            yield return kind switch
            {
                DictViewKind.Keys => key,
                DictViewKind.Values => value,
                _ => Value.Tuple(key, value),
            };
            if (dict.Version != version)
            {
                throw PythonError.Runtime(
                    dict.Count != count ? "dictionary changed size during iteration" : "dictionary keys changed during iteration"
                );
            }
        }
    }
}
