using System.Collections;
using System.Numerics;

namespace Headgate.Dbt.Context.Objects;

/// <summary>The order of cells: numbers by value, texts by character, what is missing last.</summary>
internal sealed class CellOrder : IComparer<object?>, IEqualityComparer<object?>
{
    /// <summary>The one order.</summary>
    public static CellOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(object? x, object? y) =>
        (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string a, string b) => string.CompareOrdinal(a, b),
            _ when Number(x) is { } a && Number(y) is { } b => a.CompareTo(b),
            (IComparable a, _) when x.GetType() == y.GetType() => a.CompareTo(y),
            _ => string.CompareOrdinal(x.ToString(), y.ToString()),
        };

    /// <inheritdoc />
    public new bool Equals(object? x, object? y) => Compare(x, y) == 0;

    /// <inheritdoc />
    public int GetHashCode(object? obj) =>
        obj switch
        {
            null => 0,
            _ when Number(obj) is { } number => number.GetHashCode(),
            IEnumerable and not string => 1,
            _ => obj.GetHashCode(),
        };

    private static double? Number(object value) =>
        value switch
        {
            long whole => whole,
            decimal exact => (double)exact,
            double real => real,
            BigInteger large => (double)large,
            _ => null,
        };
}
