using Headgate.Metrics.Items;
using Headgate.Metrics.Joins;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Listing;

/// <summary>Lists what some metrics have in common to be grouped by.</summary>
internal sealed class ItemLister(SemanticManifest manifest, ItemResolver items)
{
    public IReadOnlyList<QueryableItem> Of(IReadOnlyList<MetricDefinition> metrics)
    {
        var leaves = metrics.SelectMany(metric => MetricLeaves.Of(metric, manifest)).Distinct().ToList();
        var common =
            leaves.Count == 0 ? Single(items.ItemsOfModels()) : leaves.Select(leaf => Single(items.ItemsOf(leaf))).Aggregate(Common);
        var hasParts = !metrics.Any(IsRunning);
        var finest = leaves.Count == 0 ? TimeUnit.Day : leaves.Max(items.Calendar.UnitOf);
        return
        [
            Time(Item.MetricTime, "The time of the metrics", finest, hasParts),
            .. common
                .Values.OrderBy(one => one.QualifiedName, StringComparer.Ordinal)
                .Select(one =>
                    one.Kind == ItemKind.Time
                        ? Time(one.QualifiedName, one.Dimension!.Description, one.Dimension.Unit!.Value, hasParts) with
                        {
                            Model = one.Model.Name,
                            Element = one.Name,
                        }
                        : new QueryableItem(
                            one.QualifiedName,
                            one.Kind == ItemKind.Entity ? "entity" : "categorical",
                            one.Dimension?.Description ?? one.Entity?.Description
                        )
                        {
                            Model = one.Model.Name,
                            Element = one.Name,
                        }
                ),
        ];
    }

    private bool IsRunning(MetricDefinition metric) => MetricLeaves.Below(metric, manifest).Any(one => one is CumulativeMetric);

    /// <summary>Those that one way leads to.</summary>
    private static Dictionary<string, Reached> Single(IEnumerable<Reached> all) =>
        all.GroupBy(one => one.QualifiedName, StringComparer.Ordinal)
            .Select(ways => ways.Where(way => way.Path.Count == ways.Min(other => other.Path.Count)).ToList())
            .Where(shortest => shortest.Count == 1)
            .ToDictionary(shortest => shortest[0].QualifiedName, shortest => shortest[0], StringComparer.Ordinal);

    private static Dictionary<string, Reached> Common(Dictionary<string, Reached> left, Dictionary<string, Reached> right) =>
        left
            .Values.Where(one => right.TryGetValue(one.QualifiedName, out var other) && other.Kind == one.Kind)
            .Select(one => right[one.QualifiedName] is var other && other.Dimension?.Unit > one.Dimension?.Unit ? other : one)
            .ToDictionary(one => one.QualifiedName, StringComparer.Ordinal);

    private QueryableItem Time(string name, string? description, TimeUnit unit, bool hasParts) =>
        new(name, "time", description)
        {
            Grains =
            [
                .. TimeUnits.All.Where(one => one >= unit).Select(TimeUnits.NameOf),
                .. manifest.CustomGrains.Values.Where(grain => grain.Unit >= unit).Select(grain => grain.Name),
            ],
            DateParts = hasParts
                ?
                [
                    .. Metrics
                        .Time.DateParts.All.Where(part => unit <= Metrics.Time.DateParts.CoarsestUnit(part))
                        .Select(Metrics.Time.DateParts.NameOf),
                ]
                : [],
        };
}
