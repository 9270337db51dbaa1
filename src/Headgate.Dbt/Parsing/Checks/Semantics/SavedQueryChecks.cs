using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Saved queries: what they group, filter and order by.</summary>
internal static class SavedQueryChecks
{
    public static IEnumerable<string> Find(Manifest manifest)
    {
        var names = manifest
            .SemanticModels.Values.SelectMany(model =>
                model.Dimensions.Select(dimension => dimension.Name).Concat(model.Entities.Select(entity => entity.Name))
            )
            .Append("metric_time")
            .ToHashSet(StringComparer.Ordinal);
        return manifest.SavedQueries.Values.SelectMany(query => Find(query, names));
    }

    private static IEnumerable<string> Find(SavedQuery query, HashSet<string> names)
    {
        var parameters = query.QueryParams;
        foreach (var item in parameters.GroupBy)
        {
            if (SemanticTemplates.Read($"{{{{ {item} }}}}", out var named) is { } wrong)
            {
                yield return $"An error occurred while trying to parse a group-by in saved query `{query.Name}` - {item}: {wrong}";
            }
            else if (named.Any(one => one.Function != "Metric" && !names.Contains(one.Name)))
            {
                yield return $"`{item}` is not a valid group-by name.";
            }
        }
        foreach (var filter in parameters.Where?.Filters ?? [])
        {
            if (SemanticTemplates.Read(filter.WhereSqlTemplate, out _) is { } wrong)
            {
                yield return $"An error occurred while trying to parse a filter in saved query `{query.Name}` - {filter.WhereSqlTemplate}: {wrong}";
            }
        }
        foreach (var order in parameters.OrderBy)
        {
            if (SemanticTemplates.Read($"{{{{ {order} }}}}", out var named) is { } wrong || named.Count == 0)
            {
                yield return $"An error occurred while parsing a field in '{query.Name}': {order}. Note that metrics need to be specified using the object-builder syntax (`Metric('metric_name')`) and if `.descending(...)` is specified, it should be at the end.";
            }
            else if (!IsSelected(parameters, order, named[0]))
            {
                yield return $"{order} does not match any of the listed metrics or group-by items of saved query `{query.Name}`.";
            }
        }
        if (parameters.Limit < 0)
        {
            yield return $"Invalid limit value: {parameters.Limit} (should be >= 0)";
        }
    }

    private static bool IsSelected(SavedQueryParams parameters, string order, (string Function, string Name) named)
    {
        var direction = order.IndexOf(".descending(", StringComparison.Ordinal);
        var plain = (direction < 0 ? order : order[..direction]).Replace(" ", "").Replace('"', '\'');
        return named.Function == "Metric"
            ? parameters.Metrics.Contains(named.Name, StringComparer.OrdinalIgnoreCase)
            : parameters.GroupBy.Exists(item => item.Replace(" ", "").Replace('"', '\'') == plain);
    }
}
