using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Tests;

/// <summary>Names generic tests after what they test, and tells apart those of one name.</summary>
internal static partial class GenericTestNames
{
    /// <summary>Databases of old allow no longer names than 63 letters.</summary>
    private const int LongestName = 63;

    /// <summary>Full name of a test, and the short one for its file and table.</summary>
    /// <param name="test">Kind of test, with <c>source_</c> or a package before it where it has one.</param>
    /// <param name="target">Name of what is tested.</param>
    /// <param name="arguments">Arguments of the test.</param>
    public static (string Short, string Full) Of(string test, string target, OrderedDictionary<string, object?> arguments)
    {
        var values = arguments
            .Where(argument => argument.Key != "model")
            .OrderBy(argument => argument.Key, StringComparer.Ordinal)
            .SelectMany(argument => Flatten(argument.Value))
            .Select(value => NotInNames().Replace(PythonText.Str(value), "_"));
        var identifier = $"{test}_{target}";
        var full = $"{identifier}_{string.Join("__", values)}";
        if (full.Length <= LongestName)
        {
            return (full, full);
        }
        return ($"{identifier[..Math.Min(30, identifier.Length)]}_{Md5(full)}", full);
    }

    /// <summary>The last ten digits of a digest over name, test and arguments; part of the unique id.</summary>
    public static string Hash(string name, string test, string? package, OrderedDictionary<string, object?> arguments)
    {
        var metadata = new OrderedDictionary<string, object?>
        {
            ["kwargs"] = Hashable(arguments),
            ["name"] = test,
            ["namespace"] = PythonText.Str(package),
        };
        return Md5(name + PythonText.Repr(metadata))[^10..];
    }

    public static string Md5(string text)
    {
#pragma warning disable CA5351 // dbt's names contain MD5 digests; nothing is protected by them.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    private static IEnumerable<object?> Flatten(object? value) =>
        value switch
        {
            OrderedDictionary<string, object?> map => map.Values,
            List<object?> list => list,
            _ => [value],
        };

    private static object? Hashable(object? value)
    {
        switch (value)
        {
            case OrderedDictionary<string, object?> map:
                var sorted = new OrderedDictionary<string, object?>();
                foreach (var (key, item) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    sorted[key] = Hashable(item);
                }
                return sorted;
            case List<object?> list:
                return list.ConvertAll(Hashable);
            default:
                return PythonText.Str(value);
        }
    }

    [GeneratedRegex("[^0-9a-zA-Z_]+", RegexOptions.None, 1000)]
    private static partial Regex NotInNames();
}
