using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Sql;

namespace Headgate.Metrics.Resolving;

/// <summary>Finds what the templates of filters name.</summary>
internal sealed class FilterResolver(SemanticManifest manifest, ItemResolver items)
{
    /// <summary>Reads conditions on rows of the given metrics; without metrics, on the values of items.</summary>
    public IReadOnlyList<ResolvedFilter> Resolve(IReadOnlyList<string> templates, IReadOnlyList<MetricDefinition> metrics) =>
        [.. templates.Select(template => Resolve(template, metrics))];

    /// <summary>Refuses conditions that hold more SQL than comparisons need.</summary>
    /// <exception cref="RefusalException">One does.</exception>
    public void CheckFromOutside(IReadOnlyList<string> templates)
    {
        foreach (var template in templates)
        {
            if (FilterWords.WhyNot(string.Join(" 0 ", ParsedFilter.Read(template, manifest).Texts)) is { } reason)
            {
                throw new RefusalException(RefusalKind.InvalidFilter, $"The filter \"{template}\" cannot be used: {reason}.");
            }
        }
    }

    private ResolvedFilter Resolve(string template, IReadOnlyList<MetricDefinition> metrics)
    {
        var parsed = ParsedFilter.Read(template, manifest);
        var found = parsed
            .Calls.Select(call => call.Metric is { } metric ? OfMetric(metric, metrics) : items.Resolve(call.Pattern!, metrics))
            .ToList();
        return new ResolvedFilter(parsed.Fill([.. found.Select(item => SqlText.Name(item.Column))]), [.. found.Distinct()]);
    }

    private Item OfMetric(MetricCall call, IReadOnlyList<MetricDefinition> metrics)
    {
        if (call.GroupBy.Count != 1)
        {
            throw new RefusalException(
                RefusalKind.InvalidFilter,
                $"Metric('{call.Name}') in a filter needs group_by with one entity, such as Metric('{call.Name}', group_by=['customer']): it says whose value is meant."
            );
        }
        var path = call.GroupBy[0];
        var entity = path.Split(Item.Separator)[^1];
        var leaves = metrics.SelectMany(metric => MetricLeaves.Of(metric, manifest));
        var known = manifest.FindMetric(call.Name);
        var reachable =
            known is not null
            && leaves.All(leaf => manifest.Model(leaf.Aggregation.Model).FindEntity(entity) is not null)
            && MetricLeaves.Of(known, manifest).All(leaf => items.ItemsOf(leaf).Any(one => one.IsEntity(path)));
        return reachable
            ? new Item
            {
                Kind = ItemKind.Metric,
                Name = call.Name,
                Links = path,
            }
            : throw new RefusalException(
                new Refusal(
                    RefusalKind.UnknownItem,
                    $"Metric('{call.Name}', group_by=['{path}']) cannot be a condition here: no such metric exists, or it and what is filtered do not both have the entity '{entity}'."
                )
                {
                    Suggestions = Suggestions.For(call.Name, manifest.Metrics.Where(one => !one.IsPrivate).Select(one => one.Name)),
                }
            );
    }
}
