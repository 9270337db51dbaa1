using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values;

/// <summary>Attributes of Python's own types that are no methods.</summary>
internal static class PlainAttributes
{
    public static bool TryFind(in Value owner, string name, out Value value)
    {
        switch (owner.Kind)
        {
            case ValueKind.Int:
            case ValueKind.Bool:
                return TryFindOfInt(owner, name, out value);
            case ValueKind.Float:
            case ValueKind.Decimal:
                value = name == "real" ? owner : Value.From(0.0);
                return name is "real" or "imag";
            case ValueKind.Range:
                return TryFindOfRange((JinjaRange)owner.Reference!, name, out value);
            case ValueKind.Tuple when owner.TupleReference.FieldNames is { } fields:
                var index = Array.IndexOf(fields, name);
                value = index < 0 ? default : owner.TupleReference[index];
                return index >= 0;
            default:
                value = default;
                return false;
        }
    }

    private static bool TryFindOfInt(in Value owner, string name, out Value value)
    {
        switch (name)
        {
            case "real":
            case "numerator":
                value = owner.IsBool ? Value.From(owner.Bits) : owner;
                return true;
            case "imag":
                value = Value.From(0);
                return true;
            case "denominator":
                value = Value.From(1);
                return true;
            default:
                value = default;
                return false;
        }
    }

    private static bool TryFindOfRange(JinjaRange range, string name, out Value value)
    {
        value = name switch
        {
            "start" => Value.From(range.Start),
            "stop" => Value.From(range.Stop),
            "step" => Value.From(range.Step),
            _ => default,
        };
        return !value.IsMissing;
    }
}
