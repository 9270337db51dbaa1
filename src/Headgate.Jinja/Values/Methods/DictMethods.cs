using System.Collections.Frozen;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's dict.</summary>
internal static class DictMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["get"] = Get,
        ["keys"] = (c, in s, a) => View("keys", s, a, DictViewKind.Keys),
        ["values"] = (c, in s, a) => View("values", s, a, DictViewKind.Values),
        ["items"] = (c, in s, a) => View("items", s, a, DictViewKind.Items),
        ["pop"] = Pop,
        ["popitem"] = PopItem,
        ["clear"] = Clear,
        ["copy"] = Copy,
        ["update"] = Update,
        ["setdefault"] = SetDefault,
        ["fromkeys"] = FromKeys,
    }.ToFrozenDictionary();

    private static Value Get(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "dict", "get", 1, 2);
        if (self.DictReference.TryGetValue(arguments[0], out var value))
        {
            return value;
        }
        return arguments.PositionalCount > 1 ? arguments[1] : Value.None;
    }

    private static Value View(string name, in Value self, Arguments arguments, DictViewKind kind)
    {
        MethodArguments.None(arguments, "dict", name);
        return Value.From(new DictView(self.DictReference, kind));
    }

    private static Value Pop(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "dict", "pop", 1, 2);
        if (self.DictReference.Remove(arguments[0], out var value))
        {
            return value;
        }
        return arguments.PositionalCount > 1 ? arguments[1] : throw PythonError.Key(arguments[0]);
    }

    private static Value PopItem(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "dict", "popitem");
        if (!self.DictReference.TryGetLast(out var key, out var value))
        {
            throw new JinjaException(JinjaErrorKind.KeyError, "'popitem(): dictionary is empty'");
        }
        self.DictReference.Remove(key, out _);
        return Value.Tuple(key, value);
    }

    private static Value Clear(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "dict", "clear");
        self.DictReference.Clear();
        return Value.None;
    }

    private static Value Copy(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "dict", "copy");
        return Value.From(new JinjaDict(self.DictReference) { IsOrdered = self.DictReference.IsOrdered });
    }

    private static Value Update(CallContext context, in Value self, Arguments arguments)
    {
        if (arguments.PositionalCount > 1)
        {
            throw PythonError.Type($"update expected at most 1 argument, got {arguments.PositionalCount}");
        }
        if (arguments.PositionalCount == 1)
        {
            DictFill.From(context, self.DictReference, arguments[0]);
        }
        DictFill.FromKeywords(self.DictReference, arguments);
        return Value.None;
    }

    private static Value SetDefault(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "dict", "setdefault", 1, 2);
        if (self.DictReference.TryGetValue(arguments[0], out var value))
        {
            return value;
        }
        value = arguments.PositionalCount > 1 ? arguments[1] : Value.None;
        self.DictReference.Set(arguments[0], value);
        return value;
    }

    private static Value FromKeys(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "dict", "fromkeys", 1, 2);
        var value = arguments.PositionalCount > 1 ? arguments[1] : Value.None;
        var result = new JinjaDict();
        foreach (var key in Operators.ToList(context, arguments[0]))
        {
            result.Set(key, value);
        }
        return Value.From(result);
    }
}
