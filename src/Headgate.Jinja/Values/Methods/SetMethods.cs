using System.Collections.Frozen;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's set.</summary>
internal static class SetMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["add"] = Add,
        ["discard"] = Discard,
        ["remove"] = Remove,
        ["pop"] = Pop,
        ["clear"] = Clear,
        ["copy"] = (c, in s, a) => Value.From(new JinjaSet(SetOf(s))),
        ["union"] = (c, in s, a) => Value.From(Fold(c, s, a, (x, y) => SetMath.Union(x, y))),
        ["intersection"] = (c, in s, a) => Value.From(Fold(c, s, a, SetMath.Intersection)),
        ["difference"] = (c, in s, a) => Value.From(Fold(c, s, a, SetMath.Difference)),
        ["symmetric_difference"] = (c, in s, a) => Value.From(Fold(c, s, a, SymmetricDifference)),
        ["update"] = (c, in s, a) => Assign(s, Fold(c, s, a, (x, y) => SetMath.Union(x, y))),
        ["intersection_update"] = (c, in s, a) => Assign(s, Fold(c, s, a, SetMath.Intersection)),
        ["difference_update"] = (c, in s, a) => Assign(s, Fold(c, s, a, SetMath.Difference)),
        ["symmetric_difference_update"] = (c, in s, a) => Assign(s, Fold(c, s, a, SymmetricDifference)),
        ["issubset"] = (c, in s, a) => Value.From(SetMath.IsSubset(SetOf(s), Other(c, a, "issubset"))),
        ["issuperset"] = (c, in s, a) => Value.From(SetMath.IsSubset(Other(c, a, "issuperset"), SetOf(s))),
        ["isdisjoint"] = (c, in s, a) => Value.From(SetMath.Intersection(SetOf(s), Other(c, a, "isdisjoint")).Count == 0),
    }.ToFrozenDictionary();

    private static JinjaSet SetOf(in Value value) => (JinjaSet)value.Reference!;

    private static JinjaSet Other(CallContext context, in Arguments arguments, string name)
    {
        MethodArguments.Check(arguments, "set", name, 1, 1);
        return ToSet(context, arguments[0]);
    }

    private static JinjaSet ToSet(CallContext context, in Value value) =>
        value.Reference as JinjaSet ?? new JinjaSet(Operators.ToList(context, value));

    private static JinjaSet Fold(CallContext context, in Value self, Arguments arguments, Func<JinjaSet, JinjaSet, JinjaSet> join)
    {
        var result = new JinjaSet(SetOf(self));
        foreach (ref readonly var argument in arguments.Positional)
        {
            result = join(result, ToSet(context, argument));
        }
        return result;
    }

    private static Value Assign(in Value self, JinjaSet items)
    {
        var set = SetOf(self);
        set.Clear();
        foreach (var item in items)
        {
            set.Add(item);
        }
        return Value.None;
    }

    private static JinjaSet SymmetricDifference(JinjaSet a, JinjaSet b) =>
        SetMath.Union(SetMath.Difference(a, b), SetMath.Difference(b, a));

    private static Value Add(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "set", "add", 1, 1);
        SetOf(self).Add(arguments[0]);
        return Value.None;
    }

    private static Value Discard(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "set", "discard", 1, 1);
        SetOf(self).Remove(arguments[0]);
        return Value.None;
    }

    private static Value Remove(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "set", "remove", 1, 1);
        return SetOf(self).Remove(arguments[0]) ? Value.None : throw PythonError.Key(arguments[0]);
    }

    private static Value Pop(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "set", "pop");
        var position = 0;
        if (!SetOf(self).Next(ref position, out var item))
        {
            throw new JinjaException(JinjaErrorKind.KeyError, "'pop from an empty set'");
        }
        SetOf(self).Remove(item);
        return item;
    }

    private static Value Clear(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "set", "clear");
        SetOf(self).Clear();
        return Value.None;
    }
}
