using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values;

/// <summary>Names of Python's types as they stand in messages.</summary>
internal static class TypeNames
{
    public static string Of(in Value value) =>
        value.Kind switch
        {
            ValueKind.Undefined => Undefined.ClassName(value),
            ValueKind.None => "NoneType",
            ValueKind.Bool => "bool",
            ValueKind.Int => "int",
            ValueKind.Float => "float",
            ValueKind.Decimal => "decimal.Decimal",
            ValueKind.Str => value.IsSafe ? "Markup" : "str",
            ValueKind.Bytes => "bytes",
            ValueKind.List => "list",
            ValueKind.Tuple => "tuple",
            ValueKind.Dict => "dict",
            ValueKind.Set => ((JinjaSet)value.Reference!).IsFrozen ? "frozenset" : "set",
            ValueKind.Range => "range",
            ValueKind.Iterator => ((JinjaIterator)value.Reference!).TypeName,
            _ => ((IJinjaObject)value.Reference!).TypeName,
        };

    /// <summary>How Jinja names the owner of a missing attribute: <c>None</c>, <c>dict object</c>, <c>datetime.date object</c>.</summary>
    public static string ForMessage(in Value value) =>
        value.Kind switch
        {
            ValueKind.None => "None",
            ValueKind.Str when value.IsSafe => "markupsafe.Markup object",
            ValueKind.Undefined => "jinja2.runtime." + Undefined.ClassName(value) + " object",
            ValueKind.Object or ValueKind.Callable => ((IJinjaObject)value.Reference!).QualifiedTypeName + " object",
            _ => Of(value) + " object",
        };
}
