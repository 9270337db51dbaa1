namespace Headgate.Jinja.Values;

/// <summary>
/// An object that a host or a library gives to templates. Every member has a default: an object without attributes, items or calls.
/// Implementations decide by themselves what a template sees; nothing is reached by reflection.
/// </summary>
public interface IJinjaObject
{
    /// <summary>Name of the type in messages, as Python's <c>type(x).__name__</c>.</summary>
    string TypeName => "object";

    /// <summary>Name of the type with its module in messages about undefined attributes, e.g. <c>datetime.date</c>.</summary>
    string QualifiedTypeName => TypeName;

    /// <summary>Whether <see cref="Call"/> does something.</summary>
    bool IsCallable => false;

    /// <summary>Whether the object counts as a mapping (test <c>mapping</c>, <c>**</c> in calls, filter <c>items</c>).</summary>
    bool IsMapping => false;

    /// <summary>Whether the object has a length and items by position (test <c>sequence</c>).</summary>
    bool IsSequence => false;

    /// <summary>Number of items, or null when it has no length.</summary>
    int? Length => null;

    /// <summary>Python's truth: by default false only when <see cref="Length"/> is 0.</summary>
    bool IsTruthy => Length != 0;

    /// <summary>Finds an attribute: <c>object.name</c>.</summary>
    /// <param name="context">The rendering that asks.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">The attribute.</param>
    /// <returns>False when there is none.</returns>
    bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = default;
        return false;
    }

    /// <summary>Sets an attribute: <c>{% set object.name = … %}</c>, which Jinja allows for namespaces only.</summary>
    /// <param name="context">The rendering that asks.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its new value.</param>
    /// <returns>False when attributes cannot be set.</returns>
    bool TrySetAttribute(CallContext context, string name, in Value value) => false;

    /// <summary>Finds an item: <c>object[key]</c>.</summary>
    /// <param name="context">The rendering that asks.</param>
    /// <param name="key">Its key or position.</param>
    /// <param name="value">The item.</param>
    /// <returns>False when there is none.</returns>
    bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return false;
    }

    /// <summary>Calls the object.</summary>
    /// <param name="context">The rendering that calls.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <returns>What it gives.</returns>
    Value Call(CallContext context, Arguments arguments) => throw PythonError.Type($"'{TypeName}' object is not callable");

    /// <summary>Calls a method; by default the attribute of that name is called.</summary>
    /// <param name="context">The rendering that calls.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="result">What it gives.</param>
    /// <returns>False when there is no such method.</returns>
    bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        if (TryGetAttribute(context, name, out var member))
        {
            result = Operators.Call(context, member, arguments);
            return true;
        }
        result = default;
        return false;
    }

    /// <summary>Walks the items (the keys of a mapping).</summary>
    /// <param name="context">The rendering that walks.</param>
    /// <returns>The items, or null when the object cannot be iterated.</returns>
    IEnumerator<Value>? Iterate(CallContext context) => null;

    /// <summary>Python's <c>value in object</c>.</summary>
    /// <param name="context">The rendering that asks.</param>
    /// <param name="value">What is looked for.</param>
    /// <returns>The answer, or null to let the items be compared one by one.</returns>
    bool? Contains(CallContext context, in Value value) => null;

    /// <summary>Python's str().</summary>
    /// <returns>The text.</returns>
    string Str() => Repr();

    /// <summary>Python's repr().</summary>
    /// <returns>The text.</returns>
    string Repr() => $"<{QualifiedTypeName} object>";

    /// <summary>The object's HTML (Python's <c>__html__</c>), or null when its text is escaped as usual.</summary>
    string? Html => null;

    /// <summary>Python's == with another value; by default only the object itself is equal.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>True when equal.</returns>
    bool EqualTo(in Value other) => other.TryGet<IJinjaObject>(out var o) && ReferenceEquals(this, o);

    /// <summary>A hash that agrees with <see cref="EqualTo"/>.</summary>
    /// <returns>The hash.</returns>
    int Hash() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>Python's order with another value.</summary>
    /// <param name="other">The other value.</param>
    /// <param name="order">Negative, zero or positive.</param>
    /// <returns>False when the two have no order.</returns>
    bool TryCompare(in Value other, out int order)
    {
        order = 0;
        return false;
    }

    /// <summary>Arithmetic with another value.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="other">The other operand.</param>
    /// <param name="reversed">Whether this object stands on the right.</param>
    /// <param name="result">What it gives.</param>
    /// <returns>False when the object does not support it.</returns>
    bool TryArithmetic(ArithmeticOperation operation, in Value other, bool reversed, out Value result)
    {
        result = default;
        return false;
    }

    /// <summary>Python's format(object, specification); by default the text with an empty specification.</summary>
    /// <param name="specification">The format specification.</param>
    /// <returns>The text.</returns>
    string Format(string specification) =>
        specification.Length == 0 ? Str() : throw PythonError.Type($"unsupported format string passed to {TypeName}.__format__");
}
