namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's relations between sets.</summary>
internal static class SetMath
{
    /// <summary>Sets are ordered by inclusion; two that do not include each other have no order.</summary>
    public static bool TryOrder(JinjaSet a, JinjaSet b, out int order)
    {
        order = a.Count.CompareTo(b.Count);
        return order <= 0 ? IsSubset(a, b) : IsSubset(b, a);
    }

    public static bool IsSubset(JinjaSet a, JinjaSet b)
    {
        var position = 0;
        while (a.Next(ref position, out var item))
        {
            if (!b.Contains(item))
            {
                return false;
            }
        }
        return true;
    }

    public static JinjaSet Union(JinjaSet a, IEnumerable<Value> b)
    {
        var result = new JinjaSet(a);
        foreach (var item in b)
        {
            result.Add(item);
        }
        return result;
    }

    public static JinjaSet Intersection(JinjaSet a, JinjaSet b)
    {
        var result = new JinjaSet();
        foreach (var item in a)
        {
            if (b.Contains(item))
            {
                result.Add(item);
            }
        }
        return result;
    }

    public static JinjaSet Difference(JinjaSet a, JinjaSet b)
    {
        var result = new JinjaSet();
        foreach (var item in a)
        {
            if (!b.Contains(item))
            {
                result.Add(item);
            }
        }
        return result;
    }
}
