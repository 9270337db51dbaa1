using System.Globalization;
using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Project;

/// <summary>Brings selectors into the one form that the manifest shows: texts taken apart, inherited definitions put in place.</summary>
internal static partial class SelectorNormaliser
{
    /// <summary>Copies of the selectors in that form.</summary>
    public static OrderedDictionary<string, object?> Normalise(OrderedDictionary<string, object?> selectors)
    {
        var normalised = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in selectors)
        {
            var selector = PlainData.Clone((OrderedDictionary<string, object?>)value!);
            selector["definition"] = Definition(selector["definition"], normalised);
            normalised[name] = selector;
        }

        return normalised;
    }

    private static object? Definition(object? definition, OrderedDictionary<string, object?> earlier)
    {
        switch (definition)
        {
            case string text:
                return FromText(text);
            case OrderedDictionary<string, object?> map when map.ContainsKey("union") || map.ContainsKey("intersection"):
                return Combination(map, earlier);
            case OrderedDictionary<string, object?> map when map.GetValueOrDefault("method") is "selector":
                return
                    map.GetValueOrDefault("value") is string name
                    && earlier.GetValueOrDefault(name) is OrderedDictionary<string, object?> inherited
                    ? PlainData.Clone(inherited["definition"])
                    : map;
            case OrderedDictionary<string, object?> map when map.ContainsKey("method"):
                if (map.TryGetValue("exclude", out var excluded))
                {
                    map["exclude"] = Definitions(excluded, earlier);
                }
                return map;
            case OrderedDictionary<string, object?> { Count: 1 } map when map.GetAt(0) is var (method, value) && method != "exclude":
                return new OrderedDictionary<string, object?> { ["method"] = method, ["value"] = value };
            default:
                return definition;
        }
    }

    private static OrderedDictionary<string, object?> Combination(
        OrderedDictionary<string, object?> map,
        OrderedDictionary<string, object?> earlier
    )
    {
        foreach (var key in (string[])["union", "intersection"])
        {
            if (map.TryGetValue(key, out var parts))
            {
                map[key] = Definitions(parts, earlier);
            }
        }
        return map;
    }

    private static object? Definitions(object? parts, OrderedDictionary<string, object?> earlier)
    {
        if (parts is not List<object?> list)
        {
            return parts;
        }
        foreach (var part in list.OfType<OrderedDictionary<string, object?>>())
        {
            if (part.TryGetValue("exclude", out var excluded))
            {
                part["exclude"] = Definitions(excluded, earlier);
            }
        }
        return list.ConvertAll(part => Definition(part, earlier));
    }

    private static OrderedDictionary<string, object?> FromText(string text)
    {
        var match = Criterion().Match(text);
        var value = match.Groups["value"].Value;
        var criterion = new OrderedDictionary<string, object?>
        {
            ["method"] = match.Groups["method"] is { Success: true } method ? method.Value : DefaultMethod(value),
            ["value"] = value,
        };
        if (match.Groups["at"].Success)
        {
            criterion["childrens_parents"] = true;
        }
        if (match.Groups["parents"].Success)
        {
            AddSteps(criterion, "parents", match.Groups["up"].Value);
        }
        if (match.Groups["children"].Success)
        {
            AddSteps(criterion, "children", match.Groups["down"].Value);
        }
        return criterion;
    }

    private static void AddSteps(OrderedDictionary<string, object?> criterion, string key, string depth)
    {
        criterion[key] = true;
        if (depth.Length > 0)
        {
            criterion[key + "_depth"] = long.Parse(depth, CultureInfo.InvariantCulture);
        }
    }

    private static string DefaultMethod(string value) =>
        value.Contains('/') ? "path"
        : value.EndsWith(".sql", StringComparison.Ordinal)
        || value.EndsWith(".csv", StringComparison.Ordinal)
        || value.EndsWith(".py", StringComparison.Ordinal)
            ? "file"
        : "fqn";

    [GeneratedRegex(
        @"^(?<at>@)?(?<parents>(?<up>\d*)\+)?(?:(?<method>[\w.]+):)?(?<value>.*?)(?<children>\+(?<down>\d*))?$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Criterion();
}
