using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>The filters of lists of nodes: each that is sent must hold.</summary>
internal static class NodeFilter
{
    private static readonly Dictionary<string, Func<object, Func<ViewNode, bool>>> Tests = new(StringComparer.Ordinal)
    {
        ["uniqueIds"] = value => In(value, StringComparer.Ordinal, n => n.Id),
        ["types"] = value => In(value, StringComparer.Ordinal, n => n.Kind),
        ["tags"] = value => Texts(value) is { } tags ? n => n.Outline.Tags.Any(tags.Contains) : _ => true,
        ["sourceNames"] = value => In(value, StringComparer.Ordinal, n => n.Outline.SourceName),
        ["database"] = value => Same(value, n => n.Outline.Database),
        ["schema"] = value => Same(value, n => n.Outline.Schema),
        ["identifier"] = value => Same(value, n => n.Outline.Alias),
        ["access"] = value => Same(value, n => n.Outline.Access),
        ["group"] = value => Same(value, n => n.Outline.Group),
        ["packageName"] = value => Same(value, n => n.Outline.Package),
        ["modelingLayer"] = value => Same(value, n => ModelingLayers.Of(n.Outline)),
        ["exposureType"] = value => Same(value, n => n.Outline.Kind),
        ["lastRunStatus"] = value => Same(value, n => n.Execution is { } x ? ExecutionFields.ModelStatus(x.Status) : null),
        ["status"] = value => Same(value, n => ExecutionFields.TestStatus(n.Execution)),
        ["lastKnownResult"] = value => Same(value, n => ExecutionFields.TestStatus(n.Execution)),
        ["lastKnownResults"] = value => In(value, StringComparer.Ordinal, n => ExecutionFields.TestStatus(n.Execution)),
        ["testTypes"] = value => In(value, StringComparer.Ordinal, n => (string?)OutlineFields.TestTypeOf(n)),
        ["freshnessChecked"] = value => n => n.Freshness is not null == (bool)value,
        ["freshnessStatus"] = value => Same(value, n => ExecutionFields.FreshnessStatus(n.Freshness)),
    };

    /// <summary>The nodes of a list that pass a filter.</summary>
    public static List<ViewNode> Apply(IEnumerable<ViewNode> nodes, IDictionary<string, object?>? filter)
    {
        foreach (var (name, value) in filter ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            if (value is not null && Tests.TryGetValue(name, out var test))
            {
                nodes = nodes.Where(test(value));
            }
        }
        return [.. nodes];
    }

    /// <summary>What a filter says of one thing; null for nothing.</summary>
    public static object? Sent(this IDictionary<string, object?>? filter, string name) =>
        filter is not null && filter.TryGetValue(name, out var value) ? value : null;

    /// <summary>The texts of a list; null for an empty one, which filters nothing.</summary>
    public static HashSet<string>? Texts(object? value, StringComparer? comparer = null) =>
        value is System.Collections.IEnumerable list and not string
        && list.Cast<object?>().Select(item => item?.ToString()).OfType<string>().ToList() is { Count: > 0 } texts
            ? new HashSet<string>(texts, comparer ?? StringComparer.Ordinal)
            : null;

    private static Func<ViewNode, bool> In(object value, StringComparer comparer, Func<ViewNode, string?> of) =>
        Texts(value, comparer) is { } texts ? n => of(n) is { } text && texts.Contains(text) : _ => true;

    private static Func<ViewNode, bool> Same(object value, Func<ViewNode, string?> of) =>
        n => string.Equals(of(n), value.ToString(), StringComparison.OrdinalIgnoreCase);
}
