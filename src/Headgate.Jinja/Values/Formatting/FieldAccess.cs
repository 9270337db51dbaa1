namespace Headgate.Jinja.Values.Formatting;

/// <summary>Attributes and items as str.format reaches them: by Python's own rules, with errors instead of undefined values.</summary>
internal static class FieldAccess
{
    public static Value Attribute(CallContext context, in Value owner, string name)
    {
        if (name.Length == 0)
        {
            throw PythonError.Value("Empty attribute in format string");
        }
        Undefined.ThrowIf(owner);
        if (!Operators.TryGetMember(context, owner, name, out var value))
        {
            throw PythonError.Attribute($"'{owner.TypeName}' object has no attribute '{name}'");
        }
        Undefined.ThrowIf(value);
        return value;
    }

    public static Value Item(CallContext context, in Value owner, string key)
    {
        if (key.Length == 0)
        {
            throw PythonError.Value("Empty attribute in format string");
        }
        Undefined.ThrowIf(owner);
        var index =
            !key.AsSpan().ContainsAnyExceptInRange('0', '9') && long.TryParse(key, out var number) ? Value.From(number) : Value.From(key);
        return Required(context, owner, index);
    }

    /// <summary>Python's owner[key], with its errors.</summary>
    public static Value Required(CallContext context, in Value owner, in Value key)
    {
        if (Operators.TryGetItem(context, owner, key, out var value))
        {
            return value;
        }
        switch (owner.Kind)
        {
            case ValueKind.Dict:
                throw Operators.IsHashable(key) ? PythonError.Key(key) : PythonError.Type($"unhashable type: '{key.TypeName}'");
            case ValueKind.Str:
                throw key.Kind is ValueKind.Int or ValueKind.Bool
                    ? PythonError.Index("string index out of range")
                    : PythonError.Type($"string indices must be integers, not '{key.TypeName}'");
            case ValueKind.List:
            case ValueKind.Tuple:
            case ValueKind.Range:
                throw key.Kind is ValueKind.Int or ValueKind.Bool
                    ? PythonError.Index($"{(owner.Kind == ValueKind.Range ? "range object" : owner.TypeName)} index out of range")
                    : PythonError.Type($"{owner.TypeName} indices must be integers or slices, not {key.TypeName}");
            case ValueKind.Object:
                throw PythonError.Key(key);
            default:
                Undefined.ThrowIf(owner);
                throw PythonError.Type($"'{owner.TypeName}' object is not subscriptable");
        }
    }
}
