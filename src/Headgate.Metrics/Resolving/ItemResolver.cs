using Headgate.Metrics.Items;
using Headgate.Metrics.Joins;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Resolving;

/// <summary>Finds what names mean for given metrics: every one of them has to have it.</summary>
internal sealed class ItemResolver(SemanticManifest manifest, JoinGraph graph)
{
    public Calendar Calendar { get; } = new(manifest);

    /// <summary>Finds an item that all metrics have; without metrics, one that some model has itself.</summary>
    public Item Resolve(ItemPattern pattern, IReadOnlyList<MetricDefinition> metrics)
    {
        if (pattern.UnknownGrain is { } grain)
        {
            throw new RefusalException(
                RefusalKind.UnknownItem,
                $"'{grain}' is neither a unit of time nor a period of a calendar of the project."
            );
        }
        var leaves = metrics.SelectMany(metric => MetricLeaves.Of(metric, manifest)).Distinct().ToList();
        return pattern.IsMetricTime && pattern.Kinds.Contains(ItemKind.Time)
            ? MetricTime(pattern, metrics, leaves)
            : Named(pattern, leaves);
    }

    /// <summary>Whether an item is a simple metric's time, be it under that name or its own.</summary>
    public bool IsTimeOf(SimpleMetric metric, Item item) =>
        item.Kind == ItemKind.Time
        && (
            item.IsMetricTime
            || (
                item.Name == metric.Aggregation.Time
                && graph
                    .From(manifest.Model(metric.Aggregation.Model))
                    .Any(one => one.Path.Count == 0 && one.QualifiedName == item.QualifiedName)
            )
        );

    /// <summary>How to reach an item from a model.</summary>
    public Reached Find(SemanticModelDefinition model, Item item)
    {
        var ways = graph.From(model).Where(one => one.Kind == item.Kind && one.QualifiedName == item.QualifiedName).ToList();
        var shortest = ways.Where(way => way.Path.Count == ways.Min(other => other.Path.Count)).ToList();
        return shortest switch
        {
            [var only] => only,
            [] => throw new RefusalException(RefusalKind.UnknownItem, $"No safe join leads from '{model.Name}' to '{item.QualifiedName}'."),
            _ => throw new RefusalException(
                RefusalKind.AmbiguousItem,
                $"'{item.QualifiedName}' can be had from {string.Join(" and from ", shortest.Select(way => $"'{way.Path[^1].Model}'"))}: rename one of the two."
            ),
        };
    }

    /// <summary>All that a metric can be grouped by: without grains.</summary>
    public IReadOnlyList<Reached> ItemsOf(SimpleMetric metric) => graph.From(manifest.Model(metric.Aggregation.Model));

    public IReadOnlyList<Reached> ItemsOfModels() => [.. manifest.Models.SelectMany(graph.From).Where(one => one.Path.Count == 0)];

    private Item MetricTime(ItemPattern pattern, IReadOnlyList<MetricDefinition> metrics, List<SimpleMetric> leaves)
    {
        var coarsest = leaves.Count == 0 ? TimeUnit.Nanosecond : leaves.Max(Calendar.UnitOf);
        var item = new Item { Kind = ItemKind.Time, Name = Item.MetricTime };
        return WithGrain(item, pattern, coarsest, leaves.Count == 0 ? Grain.Of(TimeUnit.Day) : Calendar.DefaultOf(metrics));
    }

    private Item Named(ItemPattern pattern, List<SimpleMetric> leaves)
    {
        Item? found = null;
        var coarsest = TimeUnit.Nanosecond;
        var sources =
            leaves.Count == 0
                ? [(Whose: "a query without metrics", Items: ItemsOfModels())]
                : leaves.Select(leaf => (Whose: $"the metric '{leaf.Name}'", Items: ItemsOf(leaf)));
        foreach (var (whose, items) in sources)
        {
            var match = Match(pattern, items);
            if (match is null || (found is not null && (match.QualifiedName != found.QualifiedName || match.Kind != found.Kind)))
            {
                throw Unknown(pattern, whose, items);
            }
            found = new Item
            {
                Kind = match.Kind,
                Name = match.Name,
                Links = match.Links,
            };
            coarsest = match.Dimension?.Unit is { } unit && unit > coarsest ? unit : coarsest;
        }
        return found!.Kind == ItemKind.Time ? WithGrain(found, pattern, coarsest, Grain.Of(coarsest)) : found;
    }

    private static Reached? Match(ItemPattern pattern, IReadOnlyList<Reached> items)
    {
        var matching = items
            .Where(one => one.Name == pattern.Name && pattern.Kinds.Contains(one.Kind) && pattern.MatchesLinks(one.Links))
            .ToList();
        var shortest = matching.Where(one => Depth(one) == matching.Min(Depth)).DistinctBy(one => one.QualifiedName).ToList();
        return shortest.Count > 1
            ? throw new RefusalException(
                RefusalKind.AmbiguousItem,
                $"'{pattern.Text}' can mean {string.Join(" or ", shortest.Select(one => $"'{one.QualifiedName}'"))}: write the whole name."
            )
            : shortest.FirstOrDefault();
    }

    private static int Depth(Reached one) => one.Links.Length == 0 ? 0 : one.Links.Split(Item.Separator).Length;

    private static Item WithGrain(Item item, ItemPattern pattern, TimeUnit coarsest, Grain otherwise)
    {
        if (pattern.Part is { } part)
        {
            return coarsest <= DateParts.CoarsestUnit(part)
                ? item with
                {
                    Part = part,
                }
                : throw TooFine(item, DateParts.NameOf(part), coarsest);
        }
        var grain = pattern.Grain ?? (otherwise.Unit < coarsest ? Grain.Of(coarsest) : otherwise);
        return grain.Unit >= coarsest ? item with { Grain = grain } : throw TooFine(item, grain.Name, coarsest);
    }

    private static RefusalException TooFine(Item item, string asked, TimeUnit coarsest) =>
        new(
            RefusalKind.UnknownItem,
            $"'{item.QualifiedName}' is told in {TimeUnits.NameOf(coarsest)}s, so it cannot be asked for by {asked}: use {TimeUnits.NameOf(coarsest)} or coarser."
        );

    private static RefusalException Unknown(ItemPattern pattern, string whose, IReadOnlyList<Reached> items) =>
        new(
            new Refusal(
                RefusalKind.UnknownItem,
                $"'{pattern.Text}' is nothing that {whose} can be grouped or filtered by: no such name exists, or no join leads to it that keeps rows single."
            )
            {
                Suggestions = Suggestions.For(
                    string.Join(Item.Separator, [.. pattern.Links, pattern.Name]),
                    items.Select(one => one.QualifiedName).Append(Item.MetricTime).Distinct(StringComparer.Ordinal)
                ),
            }
        );
}
