using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values;

/// <summary>Python's bool() of a value.</summary>
internal static class Truth
{
    public static bool Of(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Bool:
            case ValueKind.Int when value.IsSmallInt:
                return value.Bits != 0;
            case ValueKind.None:
                return false;
            case ValueKind.Undefined:
                Undefined.ThrowIfStrict(value);
                return false;
            case ValueKind.Float:
                return value.FloatBits != 0;
            case ValueKind.Decimal:
                return !((JinjaDecimal)value.Reference!).IsZero;
            case ValueKind.Str:
                return ((string)value.Reference!).Length != 0;
            case ValueKind.Bytes:
                return ((byte[])value.Reference!).Length != 0;
            case ValueKind.List:
                return value.ListReference.Count != 0;
            case ValueKind.Tuple:
                return value.TupleReference.Count != 0;
            case ValueKind.Dict:
                return value.DictReference.Count != 0;
            case ValueKind.Set:
                return ((JinjaSet)value.Reference!).Count != 0;
            case ValueKind.Range:
                return ((JinjaRange)value.Reference!).LongCount != 0;
            case ValueKind.Object:
                return ((IJinjaObject)value.Reference!).IsTruthy;
            default:
                return true;
        }
    }
}
