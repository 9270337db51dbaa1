using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context;

/// <summary>Template values as the plain data that artifacts and configs hold: maps, lists, texts, numbers, truths and null.</summary>
internal static class PlainValues
{
    /// <summary>The plain form of a value; an object without one becomes its text.</summary>
    public static object? ToPlain(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Undefined:
            case ValueKind.None:
                return null;
            case ValueKind.Bool:
                return value.IsTruthy;
            case ValueKind.Str:
                return value.AsString();
            case ValueKind.Int:
                return value.TryGetInt64(out var number) ? number : value.ToString();
            case ValueKind.Float:
            case ValueKind.Decimal:
                value.TryGetDouble(out var real);
                return real;
            case ValueKind.Dict:
                value.TryGet<JinjaDict>(out var dict);
                return ToPlain(dict!);
            case ValueKind.List:
            case ValueKind.Tuple:
            case ValueKind.Set:
            case ValueKind.Range:
                return value.TryGet<IEnumerable<Value>>(out var items) ? items.Select(item => ToPlain(item)).ToList() : value.ToString();
            default:
                return value.ToString();
        }
    }

    /// <summary>The plain form of a dict; its keys become texts.</summary>
    public static OrderedDictionary<string, object?> ToPlain(JinjaDict dict)
    {
        var map = new OrderedDictionary<string, object?>(dict.Count, StringComparer.Ordinal);
        foreach (var (key, item) in dict)
        {
            map[key.ToString()] = ToPlain(item);
        }
        return map;
    }
}
