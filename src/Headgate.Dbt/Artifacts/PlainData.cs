using System.Globalization;
using System.Numerics;

namespace Headgate.Dbt.Artifacts;

/// <summary>
/// Operations on plain data: null, bool, long, <see cref="BigInteger"/>, double, string, <see cref="DateOnly"/>, <see cref="DateTime"/>,
/// <c>List&lt;object?&gt;</c> and ordered maps of the same. This is the form of meta, configuration values, arguments of tests and rows of unit tests.
/// </summary>
public static class PlainData
{
    /// <summary>A copy that shares nothing that can change.</summary>
    /// <param name="value">Plain data.</param>
    public static object? Clone(object? value) =>
        value switch
        {
            OrderedDictionary<string, object?> map => Clone(map),
            List<object?> list => list.ConvertAll(Clone),
            _ => value,
        };

    /// <summary>A copy of a map that shares nothing that can change.</summary>
    /// <param name="map">Plain data.</param>
    public static OrderedDictionary<string, object?> Clone(OrderedDictionary<string, object?> map)
    {
        var copy = new OrderedDictionary<string, object?>(map.Count);
        foreach (var (key, value) in map)
        {
            copy[key] = Clone(value);
        }
        return copy;
    }

    /// <summary>Whether two values are the same data; the order of keys does not count, numbers compare by value.</summary>
    /// <param name="left">Plain data.</param>
    /// <param name="right">Plain data.</param>
    public static bool AreEqual(object? left, object? right) =>
        (left, right) switch
        {
            (OrderedDictionary<string, object?> a, OrderedDictionary<string, object?> b) => MapsAreEqual(a, b),
            (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
            (double a, long b) => a == b,
            (long a, double b) => a == b,
            _ => Equals(left, right),
        };

    /// <summary>Truth as Python sees it: null, false, zero and what is empty are false.</summary>
    /// <param name="value">Plain data.</param>
    public static bool IsTruthy(object? value) =>
        value switch
        {
            null => false,
            bool flag => flag,
            long number => number != 0,
            double number => number != 0,
            string text => text.Length > 0,
            OrderedDictionary<string, object?> map => map.Count > 0,
            List<object?> list => list.Count > 0,
            BigInteger number => !number.IsZero,
            _ => true,
        };

    /// <summary>A number as Python writes it: <c>7.0</c>, <c>0.1</c>, <c>1e+16</c>.</summary>
    /// <param name="number">The number.</param>
    public static string Number(double number)
    {
        if (double.IsNaN(number))
        {
            return "nan";
        }
        if (double.IsInfinity(number))
        {
            return number > 0 ? "inf" : "-inf";
        }
        var magnitude = Math.Abs(number);
        if (number != 0 && (magnitude >= 1e16 || magnitude < 1e-4))
        {
            var text = number.ToString("E16", CultureInfo.InvariantCulture);
            var shortest = number.ToString("R", CultureInfo.InvariantCulture);
            return shortest.Contains('E') ? Exponent(shortest) : Exponent(text);
        }

        var plain = number.ToString("R", CultureInfo.InvariantCulture);
        return plain.Contains('E') ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : plain.Contains('.') ? plain
            : plain + ".0";
    }

    /// <summary>A moment as Python's <c>isoformat()</c> writes it: <c>2024-01-02T03:04:05</c>, with six digits of a fraction where there is one.</summary>
    /// <param name="moment">The moment.</param>
    public static string Moment(DateTime moment) =>
        moment.ToString(
            moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff",
            CultureInfo.InvariantCulture
        );

    private static string Exponent(string text)
    {
        var at = text.IndexOf('E');
        var mantissa = text[..at];
        if (mantissa.Contains('.'))
        {
            mantissa = mantissa.TrimEnd('0').TrimEnd('.');
        }
        var exponent = int.Parse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static bool MapsAreEqual(OrderedDictionary<string, object?> left, OrderedDictionary<string, object?> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }
        foreach (var (key, value) in left)
        {
            if (!right.TryGetValue(key, out var other) || !AreEqual(value, other))
            {
                return false;
            }
        }
        return true;
    }
}
