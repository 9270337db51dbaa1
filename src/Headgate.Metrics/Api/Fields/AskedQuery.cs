using System.Collections;
using System.Text.RegularExpressions;
using GraphQL;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Reads what a field asks for.</summary>
internal static partial class AskedQuery
{
    private const int MostMetrics = 100;
    private const int MostGroups = 50;
    private const int MostFilters = 50;
    private const int MostRows = 1_000_000;

    /// <summary>The query of a mutation.</summary>
    /// <exception cref="ExecutionError">It is not one.</exception>
    public static MetricQuery Of(IResolveFieldContext field, MetricsCall call)
    {
        var metrics = Objects(field, "metrics", MostMetrics);
        var limit = field.HasArgument("limit") ? field.GetArgument<int?>("limit") : null;
        if (limit is < 0 or > MostRows)
        {
            throw new ExecutionError($"The limit {limit} is not between 0 and {MostRows}.");
        }
        return new MetricQuery
        {
            Metrics = [.. metrics.Select(metric => Name(metric, "name"))],
            Aliases = metrics
                .Where(metric => metric.GetValueOrDefault("alias") is string)
                .GroupBy(metric => Name(metric, "name").ToLowerInvariant())
                .ToDictionary(metric => metric.Key, metric => Name(metric.First(), "alias"), StringComparer.Ordinal),
            GroupBy = [.. Objects(field, "groupBy", MostGroups).Select(GroupBy)],
            Where = [.. Objects(field, "where", MostFilters).Select(where => (string)where["sql"]!)],
            OrderBy = [.. Objects(field, "orderBy", MostGroups).Select(OrderBy)],
            Limit = limit,
            SavedQuery = field.HasArgument("savedQuery") ? field.GetArgument<string?>("savedQuery") : null,
            Bounds = call.Bounds,
            IsFromOutside = true,
        };
    }

    /// <summary>The names of metrics that an argument holds.</summary>
    public static IReadOnlyList<string> Metrics(IResolveFieldContext field) =>
        [.. Objects(field, "metrics", MostMetrics).Select(metric => Name(metric, "name").ToLowerInvariant())];

    /// <summary>What to group by that an argument holds.</summary>
    public static IReadOnlyList<string> Groups(IResolveFieldContext field, string argument) =>
        [.. Objects(field, argument, MostGroups).Select(GroupBy)];

    private static string OrderBy(IReadOnlyDictionary<string, object?> order)
    {
        var (metric, group) = (order.GetValueOrDefault("metric"), order.GetValueOrDefault("groupBy"));
        if ((metric is null) == (group is null))
        {
            throw new ExecutionError("An item of orderBy has either a metric or a groupBy.");
        }
        var name = metric is not null ? Name(Read(metric), "name") : GroupBy(Read(group!));
        return order.GetValueOrDefault("descending") is true ? "-" + name : name;
    }

    private static string GroupBy(IReadOnlyDictionary<string, object?> group)
    {
        var name = Name(group, "name");
        var grain = (group.GetValueOrDefault("timeGranularity") ?? group.GetValueOrDefault("grain"))?.ToString()?.ToLowerInvariant();
        if (group.GetValueOrDefault("datePart")?.ToString()?.ToLowerInvariant() is { } part)
        {
            return $"{name}__extract_{part}";
        }
        if (grain is null)
        {
            return name;
        }
        return !Simple().IsMatch(grain) ? throw Unreadable(grain)
            : name.EndsWith($"__{grain}", StringComparison.OrdinalIgnoreCase) ? name
            : $"{name}__{grain}";
    }

    /// <summary>Names are names here: what clients of Python write as calls comes in fields of its own.</summary>
    private static string Name(IReadOnlyDictionary<string, object?> from, string key) =>
        from.GetValueOrDefault(key) is string name && Simple().IsMatch(name)
            ? name
            : throw Unreadable(from.GetValueOrDefault(key)?.ToString());

    private static ExecutionError Unreadable(string? name) =>
        new($"'{(name?.Length > 60 ? name[..60] : name)}' is no name: names have letters, digits and underscores, such as customer__tier.");

    private static List<IReadOnlyDictionary<string, object?>> Objects(IResolveFieldContext field, string argument, int most)
    {
        if (field.Arguments?.TryGetValue(argument, out var sent) is not true || sent.Value is not IEnumerable list)
        {
            return [];
        }
        var objects = list.Cast<object>().Take(most + 1).Select(Read).ToList();
        return objects.Count <= most ? objects : throw new ExecutionError($"\"{argument}\" has more than {most} items.");
    }

    private static IReadOnlyDictionary<string, object?> Read(object sent) =>
        sent as IReadOnlyDictionary<string, object?>
        ?? ((IDictionary<string, object?>)sent).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9_]{1,200}$", RegexOptions.NonBacktracking)]
    private static partial Regex Simple();
}
