using System.Globalization;

namespace Headgate.Dbt.Selection;

/// <summary>Reads one criterion as it stands on the command line: <c>[@][n+][method:]value[+n]</c>.</summary>
internal static class CriterionText
{
    /// <summary>Reads a criterion.</summary>
    /// <exception cref="DbtException">The method does not exist, or the signs contradict each other.</exception>
    public static Criterion Read(string raw, IndirectSelection indirect)
    {
        var rest = raw.AsSpan();
        var childrensParents = rest is ['@', ..];
        if (childrensParents)
        {
            rest = rest[1..];
        }
        var parents = TakeParents(ref rest, out var parentsDepth);
        var method = TakeMethod(ref rest);
        var children = TakeChildren(ref rest, out var childrenDepth);
        if (childrensParents && children)
        {
            throw new DbtException(DbtErrorKind.Runtime, $"Invalid node spec {raw} - \"@\" prefix and \"+\" suffix are incompatible");
        }
        var value = rest.ToString();
        var (name, arguments) = SelectorMethods.Split(method ?? DefaultMethod(value));
        return new Criterion
        {
            Raw = raw,
            Indirect = indirect,
            Method = name,
            Arguments = arguments,
            Value = value,
            ChildrensParents = childrensParents,
            Parents = parents,
            ParentsDepth = parentsDepth,
            Children = children,
            ChildrenDepth = childrenDepth,
        };
    }

    /// <summary>The method of a value without one: what has a slash is a path, what ends as a file does is a file, anything else a name.</summary>
    public static string DefaultMethod(string value)
    {
        if (value.Contains('/'))
        {
            return "path";
        }
        return Path.GetExtension(value).ToLowerInvariant() is ".sql" or ".py" or ".csv" ? "file" : "fqn";
    }

    private static bool TakeParents(ref ReadOnlySpan<char> rest, out int? depth)
    {
        depth = null;
        var digits = CountDigits(rest);
        if (digits == rest.Length || rest[digits] != '+')
        {
            return false;
        }
        depth = Depth(rest[..digits]);
        rest = rest[(digits + 1)..];
        return true;
    }

    private static string? TakeMethod(ref ReadOnlySpan<char> rest)
    {
        var colon = rest.IndexOf(':');
        if (colon <= 0)
        {
            return null;
        }
        foreach (var letter in rest[..colon])
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('_' or '.'))
            {
                return null;
            }
        }
        var method = rest[..colon].ToString();
        rest = rest[(colon + 1)..];
        return method;
    }

    private static bool TakeChildren(ref ReadOnlySpan<char> rest, out int? depth)
    {
        depth = null;
        var plus = rest.LastIndexOf('+');
        if (plus < 0 || CountDigits(rest[(plus + 1)..]) != rest.Length - plus - 1)
        {
            return false;
        }
        depth = Depth(rest[(plus + 1)..]);
        rest = rest[..plus];
        return true;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
        {
            count++;
        }
        return count;
    }

    private static int? Depth(ReadOnlySpan<char> digits) =>
        digits.IsEmpty ? null
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) ? depth
        : int.MaxValue;
}
