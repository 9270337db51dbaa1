using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection;

/// <summary>The selectors of selectors.yml by name, read when they are used: one selector may name another.</summary>
/// <param name="definitions">Name, definition and what else was written, by name; plain data.</param>
/// <param name="indirect">Which tests come along unless a definition says otherwise.</param>
internal sealed class SelectorDefinitions(OrderedDictionary<string, object?> definitions, IndirectSelection indirect)
{
    private readonly HashSet<string> _reading = [];

    /// <summary>The selector that is used where nothing is selected, or null.</summary>
    public string? Default =>
        definitions
            .Where(d => d.Value is OrderedDictionary<string, object?> map && IsTrue(map.GetValueOrDefault("default")))
            .Select(d => d.Key)
            .FirstOrDefault();

    /// <summary>Are there none?</summary>
    public bool IsEmpty => definitions.Count == 0;

    /// <summary>The names that match a pattern, in order.</summary>
    public IReadOnlyList<string> Matching(string pattern) =>
        [.. definitions.Keys.Where(name => Glob.Matches(name, pattern)).Order(StringComparer.Ordinal)];

    /// <summary>The specification of a selector.</summary>
    /// <exception cref="DbtException">There is no such selector, or its definition has no meaning.</exception>
    public SelectionSpec Get(string name)
    {
        if (!definitions.TryGetValue(name, out var found) || found is not OrderedDictionary<string, object?> selector)
        {
            var names = string.Join(", ", definitions.Keys.Select(k => $"'{k}'"));
            throw new DbtException(DbtErrorKind.Runtime, $"Could not find selector named {name}, expected one of [{names}]");
        }
        if (!_reading.Add(name))
        {
            throw new DbtException(DbtErrorKind.Validation, $"The selector {name} names itself, directly or through others.");
        }
        var spec = Read(selector.GetValueOrDefault("definition"), isRoot: true);
        _reading.Remove(name);
        return spec;
    }

    private SelectionSpec Read(object? definition, bool isRoot)
    {
        switch (definition)
        {
            case string text:
                return CriterionText.Read(text, indirect);
            case OrderedDictionary<string, object?> map when map.ContainsKey("union") || map.ContainsKey("intersection"):
                if (isRoot && map.Count > 1)
                {
                    throw Invalid(
                        $"Only a single 'union' or 'intersection' key is allowed in a root level selector definition; found {string.Join(',', map.Keys)}."
                    );
                }
                return map.ContainsKey("union")
                    ? Set(map, "union", SetOperation.Union)
                    : Set(map, "intersection", SetOperation.Intersection);
            case OrderedDictionary<string, object?> map:
                return ReadCriterion(map);
            default:
                throw Invalid($"Expected to find union, intersection, str or dict, instead found {definition ?? "nothing"}.");
        }
    }

    private Combination Set(OrderedDictionary<string, object?> map, string key, SetOperation operation)
    {
        var included = new List<SelectionSpec>();
        SelectionSpec? excluded = null;
        foreach (var part in ListOf(map, key))
        {
            if (part is OrderedDictionary<string, object?> inner && inner.ContainsKey("exclude") && !inner.ContainsKey("method"))
            {
                excluded = excluded is null
                    ? Exclusions(inner)
                    : throw Invalid("You cannot provide multiple exclude arguments to the same selector set operator.");
            }
            else
            {
                included.Add(Read(part, isRoot: false));
            }
        }
        var set = new Combination
        {
            Operation = operation,
            Parts = included,
            Indirect = indirect,
        };
        return excluded is null ? set : Without(set, excluded);
    }

    private SelectionSpec ReadCriterion(OrderedDictionary<string, object?> map)
    {
        OrderedDictionary<string, object?> criterion;
        if (map.Count == 1)
        {
            var (key, value) = map.First();
            criterion = new() { ["method"] = key, ["value"] = value };
        }
        else if (map.ContainsKey("method") && map.ContainsKey("value"))
        {
            criterion = map;
        }
        else
        {
            throw Invalid(
                $"Expected either 1 key or else \"method\" and \"value\" keys, but got [{string.Join(", ", map.Keys.Select(k => $"'{k}'"))}]"
            );
        }
        var method = criterion["method"] as string ?? "";
        var named = criterion["value"] as string ?? "";
        var spec = method == "selector" && !Glob.IsPattern(named) && !HasNeighbours(criterion) ? Get(named) : Plain(criterion, method);
        return map.ContainsKey("exclude") && map.Count > 1 ? Without(spec, Exclusions(map)) : spec;
    }

    private static bool HasNeighbours(OrderedDictionary<string, object?> criterion) =>
        IsTrue(criterion.GetValueOrDefault("parents"))
        || IsTrue(criterion.GetValueOrDefault("children"))
        || IsTrue(criterion.GetValueOrDefault("childrens_parents"));

    private Criterion Plain(OrderedDictionary<string, object?> map, string method)
    {
        var (name, arguments) = SelectorMethods.Split(method);
        return new Criterion
        {
            Raw = method + ":" + map["value"],
            Indirect = map.GetValueOrDefault("indirect_selection") is string word ? IndirectSelections.Read(word) : indirect,
            Method = name,
            Arguments = arguments,
            Value = map["value"],
            ChildrensParents = IsTrue(map.GetValueOrDefault("childrens_parents")),
            Parents = IsTrue(map.GetValueOrDefault("parents")),
            ParentsDepth = Depth(map, "parents_depth"),
            Children = IsTrue(map.GetValueOrDefault("children")),
            ChildrenDepth = Depth(map, "children_depth"),
        };
    }

    private SelectionSpec Exclusions(OrderedDictionary<string, object?> map)
    {
        var parts = ListOf(map, "exclude").Select(e => Read(e, isRoot: false)).ToList();
        return parts.Count == 1
            ? parts[0]
            : new Combination
            {
                Operation = SetOperation.Union,
                Parts = parts,
                Indirect = indirect,
            };
    }

    private Combination Without(SelectionSpec from, SelectionSpec excluded) =>
        new()
        {
            Operation = SetOperation.Difference,
            Parts = [from, excluded],
            Indirect = indirect,
        };

    private static List<object?> ListOf(OrderedDictionary<string, object?> map, string key) =>
        map[key] as List<object?> ?? throw Invalid($"Invalid value for key \"{key}\". Expected a list.");

    private static int? Depth(OrderedDictionary<string, object?> map, string key) =>
        map.GetValueOrDefault(key) switch
        {
            long depth => (int)depth,
            string text when int.TryParse(text, out var depth) => depth,
            null => null,
            var other => throw new DbtException(DbtErrorKind.Runtime, $"Invalid node spec - could not handle parent depth {other}"),
        };

    private static bool IsTrue(object? value) => PlainData.IsTruthy(value);

    private static DbtException Invalid(string message) => new(DbtErrorKind.Validation, message);
}
