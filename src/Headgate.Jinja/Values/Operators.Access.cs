using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Values;

/// <content>Attributes, items and calls.</content>
public static partial class Operators
{
    /// <summary>Jinja's <c>object.name</c>: the attribute, else the item of that name, else undefined.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="owner">The object.</param>
    /// <param name="name">The name.</param>
    /// <returns>The value; undefined when there is none.</returns>
    public static Value GetAttribute(CallContext context, in Value owner, string name)
    {
        if (TryGetMember(context, owner, name, out var value))
        {
            return value;
        }
        var key = Value.From(name);
        if (owner.Reference is JinjaDict dict)
        {
            if (dict.TryGetValue(name, out value))
            {
                return value;
            }
        }
        else if (owner.Reference is IJinjaObject o && o.TryGetItem(context, key, out value))
        {
            return value;
        }
        else if (owner.IsUndefined)
        {
            return OfUndefined(owner);
        }
        return context.MakeUndefined(owner, key);
    }

    /// <summary>Jinja's <c>object[key]</c>: the item, else (for a str) the attribute of that name, else undefined.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="owner">The object.</param>
    /// <param name="key">The key or position.</param>
    /// <returns>The value; undefined when there is none.</returns>
    public static Value GetItem(CallContext context, in Value owner, in Value key)
    {
        if (TryGetItem(context, owner, key, out var value))
        {
            return value;
        }
        if (owner.IsUndefined)
        {
            return OfUndefined(owner);
        }
        if (key.Reference is string name && TryGetMember(context, owner, name, out value))
        {
            return value;
        }
        return context.MakeUndefined(owner, key);
    }

    /// <summary>Sets an attribute, which only namespaces and host objects that allow it can.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="owner">The object.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The new value.</param>
    public static void SetAttribute(CallContext context, in Value owner, string name, in Value value)
    {
        if (owner.Reference is not IJinjaObject o || !o.TrySetAttribute(context, name, value))
        {
            throw new JinjaException(JinjaErrorKind.TemplateRuntimeError, "cannot assign attribute on non-namespace object");
        }
    }

    /// <summary>Calls a value.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="callee">A function, macro, class or callable object.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <returns>What it gives.</returns>
    public static Value Call(CallContext context, in Value callee, Arguments arguments)
    {
        if (callee.Reference is IJinjaObject o)
        {
            return o.Call(context, arguments);
        }
        if (callee.IsUndefined && Undefined.InfoOf(callee).Behavior == UndefinedBehavior.Lenient)
        {
            return callee;
        }
        Undefined.ThrowIf(callee);
        throw PythonError.Type($"'{callee.TypeName}' object is not callable");
    }

    /// <summary>Calls <c>object.name(arguments)</c> without making an object for the method where possible.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="owner">The object.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <returns>What it gives.</returns>
    public static Value CallMethod(CallContext context, in Value owner, string name, Arguments arguments)
    {
        if (owner.Reference is IJinjaObject o)
        {
            if (o.TryCallMethod(context, name, arguments, out var result))
            {
                return result;
            }
        }
        else if (MethodTable.TryFind(owner, name, out var method))
        {
            return method(context, owner, arguments);
        }
        return Call(context, GetAttribute(context, owner, name), arguments);
    }

    /// <summary>Whether a value can be called.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True when it can.</returns>
    public static bool IsCallable(in Value value) => value.Reference is IJinjaObject { IsCallable: true };

    /// <summary>Python's getattr without Jinja's fall back to items.</summary>
    internal static bool TryGetMember(CallContext context, in Value owner, string name, out Value value)
    {
        if (name.StartsWith("__", StringComparison.Ordinal) && owner.Reference is not IJinjaObject && !owner.IsUndefined)
        {
            return TryGetHidden(context, owner, name, out value);
        }
        if (owner.Reference is IJinjaObject o)
        {
            return o.TryGetAttribute(context, name, out value);
        }
        if (MethodTable.TryFind(owner, name, out var method))
        {
            value = Value.From(new BoundMethod(owner, name, method));
            return true;
        }
        return PlainAttributes.TryFind(owner, name, out value);
    }

    internal static bool TryGetItem(CallContext context, in Value owner, in Value key, out Value value)
    {
        value = default;
        switch (owner.Kind)
        {
            case ValueKind.Dict:
                return key.Reference is string name
                    ? owner.DictReference.TryGetValue(name, out value)
                    : IsHashable(key) && owner.DictReference.TryGetValue(key, out value);
            case ValueKind.List:
                if (TryPosition(key, owner.ListReference.Count, out var index))
                {
                    value = owner.ListReference[(int)index];
                    return true;
                }
                return false;
            case ValueKind.Tuple:
                if (TryPosition(key, owner.TupleReference.Count, out index))
                {
                    value = owner.TupleReference[(int)index];
                    return true;
                }
                return false;
            case ValueKind.Str:
                var text = (string)owner.Reference!;
                if (TryPosition(key, Text.CodePoints.Count(text), out index))
                {
                    var offset = Text.CodePoints.OffsetOf(text, (int)index);
                    var character = Text.CodePoints.ToText(Text.CodePoints.At(text, offset));
                    value = owner.IsSafe ? Value.SafeString(character) : Value.From(character);
                    return true;
                }
                return false;
            case ValueKind.Range:
                var range = (JinjaRange)owner.Reference!;
                if (TryPosition(key, range.LongCount, out index))
                {
                    value = Value.From(range[index]);
                    return true;
                }
                return false;
            case ValueKind.Bytes:
                var bytes = (byte[])owner.Reference!;
                if (TryPosition(key, bytes.Length, out index))
                {
                    value = Value.From((long)bytes[index]);
                    return true;
                }
                return false;
            case ValueKind.Object:
            case ValueKind.Callable:
                return ((IJinjaObject)owner.Reference!).TryGetItem(context, key, out value);
            default:
                return false;
        }
    }

    internal static bool IsHashable(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.List:
            case ValueKind.Dict:
            case ValueKind.Set when !((JinjaSet)value.Reference!).IsFrozen:
                return false;
            case ValueKind.Tuple:
                foreach (ref readonly var item in value.TupleReference.Items.AsSpan())
                {
                    Recursion.Guard("");
                    if (!IsHashable(item))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return true;
        }
    }

    private static bool TryPosition(in Value key, long count, out long index)
    {
        if (!key.TryGetInt64(out index))
        {
            return false;
        }
        if (index < 0)
        {
            index += count;
        }
        return index >= 0 && index < count;
    }

    private static Value OfUndefined(in Value owner)
    {
        if (Undefined.InfoOf(owner).Behavior is UndefinedBehavior.Chainable or UndefinedBehavior.Lenient)
        {
            return owner;
        }
        throw Undefined.Error(owner);
    }

    /// <summary>Python's internals stay closed, as in Jinja's sandbox; items of that name can still be reached.</summary>
    private static bool TryGetHidden(CallContext context, in Value owner, string name, out Value value)
    {
        if (owner.Reference is JinjaDict dict && dict.TryGetValue(name, out value))
        {
            return true;
        }
        value = Value.FromUndefined(
            new UndefinedInfo
            {
                Behavior = context.Undefined,
                Owner = owner,
                Key = Value.From(name),
                Hint = $"access to attribute '{name}' of '{owner.TypeName}' object is unsafe.",
                Error = JinjaErrorKind.SecurityError,
            }
        );
        return true;
    }
}
