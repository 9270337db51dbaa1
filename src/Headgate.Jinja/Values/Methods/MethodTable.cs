using System.Collections.Frozen;

namespace Headgate.Jinja.Values.Methods;

/// <summary>Finds the methods of Python's own types by name.</summary>
internal static class MethodTable
{
    private static readonly FrozenDictionary<string, PythonMethod>?[] ByKind = Create();

    public static bool TryFind(in Value self, string name, out PythonMethod method)
    {
        if (self.IsSafe && MarkupMethods.Table.TryGetValue(name, out method!))
        {
            return true;
        }
        var table = ByKind[(int)self.Kind];
        if (table is not null && table.TryGetValue(name, out method!))
        {
            return true;
        }
        method = null!;
        return false;
    }

    private static FrozenDictionary<string, PythonMethod>?[] Create()
    {
        var result = new FrozenDictionary<string, PythonMethod>?[Enum.GetValues<ValueKind>().Length];
        result[(int)ValueKind.Str] = StrMethods.Table;
        result[(int)ValueKind.Bytes] = BytesMethods.Table;
        result[(int)ValueKind.List] = ListMethods.Table;
        result[(int)ValueKind.Tuple] = TupleMethods.Table;
        result[(int)ValueKind.Dict] = DictMethods.Table;
        result[(int)ValueKind.Set] = SetMethods.Table;
        result[(int)ValueKind.Range] = RangeMethods.Table;
        result[(int)ValueKind.Int] = IntMethods.Table;
        result[(int)ValueKind.Bool] = IntMethods.Table;
        result[(int)ValueKind.Float] = FloatMethods.Table;
        result[(int)ValueKind.Decimal] = DecimalMethods.Table;
        return result;
    }
}
