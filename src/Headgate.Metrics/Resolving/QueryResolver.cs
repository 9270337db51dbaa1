using System.Globalization;
using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Resolving;

/// <summary>Finds everything that a query names, and refuses what cannot be answered.</summary>
internal sealed class QueryResolver(SemanticManifest manifest, ItemResolver items, FilterResolver filters)
{
    public ResolvedQuery Resolve(MetricQuery query)
    {
        if (query.IsFromOutside)
        {
            filters.CheckFromOutside(query.Where);
        }
        query = query.SavedQuery is { } name ? Saved(query, name) : query;
        if (query.Metrics.Count == 0 && query.GroupBy.Count == 0)
        {
            throw new RefusalException(RefusalKind.NothingAsked, "The query names neither metrics nor anything to group by.");
        }
        if (query.Limit < 0)
        {
            throw new RefusalException(RefusalKind.InvalidLimit, $"The limit {query.Limit} is below zero.");
        }
        var metrics = query.Metrics.Select(Metric).ToList();
        var groupBy = query.GroupBy.Select(text => items.Resolve(ItemNames.ReadItem(text, manifest), metrics)).ToList();
        RefuseDuplicates(metrics.Select(metric => metric.Name).Concat(groupBy.Select(item => item.Column)));
        foreach (var metric in metrics)
        {
            TimeNeeds.Check(metric, groupBy, manifest, items);
        }
        return new ResolvedQuery(
            metrics,
            groupBy,
            filters.Resolve(query.Where, metrics),
            [.. query.OrderBy.Select(text => Order(text, metrics, groupBy))],
            query.Limit,
            Range(query, groupBy)
        );
    }

    private MetricQuery Saved(MetricQuery query, string name)
    {
        if (query.Metrics.Count > 0 || query.GroupBy.Count > 0)
        {
            throw new RefusalException(
                RefusalKind.SavedQueryMixed,
                $"The saved query '{name}' brings its metrics and what they are grouped by; neither can be given with it."
            );
        }
        var saved =
            manifest.SavedQueries.FirstOrDefault(one => one.Name == name)
            ?? throw new RefusalException(
                new Refusal(RefusalKind.UnknownSavedQuery, $"The project has no saved query '{name}'.")
                {
                    Suggestions = Suggestions.For(name, manifest.SavedQueries.Select(one => one.Name)),
                }
            );
        return query with
        {
            SavedQuery = null,
            Metrics = saved.Metrics,
            GroupBy = saved.GroupBy,
            Where = [.. saved.Where, .. query.Where],
            OrderBy = query.OrderBy.Count > 0 ? query.OrderBy : saved.OrderBy,
            Limit = query.Limit ?? saved.Limit,
        };
    }

    private MetricDefinition Metric(string name) =>
        manifest.FindMetric(name.ToLowerInvariant())
        ?? throw new RefusalException(
            new Refusal(RefusalKind.UnknownMetric, $"The project has no metric '{name}'.")
            {
                Suggestions = Suggestions.For(name, manifest.Metrics.Where(metric => !metric.IsPrivate).Select(metric => metric.Name)),
            }
        );

    private static void RefuseDuplicates(IEnumerable<string> columns)
    {
        var twice = columns
            .GroupBy(column => column, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"'{group.Key}'")
            .ToList();
        if (twice.Count > 0)
        {
            throw new RefusalException(RefusalKind.Duplicate, $"The query asks twice for {string.Join(", ", twice)}.");
        }
    }

    private Ordering Order(string text, List<MetricDefinition> metrics, List<Item> groupBy)
    {
        var (metric, item, descending) = ItemNames.ReadOrder(text, manifest);
        if (metric is not null && metrics.Exists(one => one.Name == metric))
        {
            return new Ordering(metric, descending);
        }
        var matching = item is null ? [] : groupBy.FindAll(one => Matches(item, one));
        return matching.Count == 1
            ? new Ordering(matching[0].Column, descending)
            : throw new RefusalException(
                RefusalKind.OrderNotSelected,
                $"'{text}' cannot be ordered by: it is not exactly one of what the query selects. Name a metric or a group-by item of the query; a leading minus turns the order round."
            );
    }

    private static bool Matches(ItemPattern pattern, Item item) =>
        pattern.Name == item.Name
        && pattern.Kinds.Contains(item.Kind)
        && pattern.MatchesLinks(item.Links)
        && (pattern.Grain is null || pattern.Grain == item.Grain)
        && (pattern.Part is null || pattern.Part == item.Part)
        && pattern.UnknownGrain is null;

    /// <summary>The range, widened to the periods that are shown: half a month would be told as a whole one.</summary>
    private static TimeRange? Range(MetricQuery query, List<Item> groupBy)
    {
        if (query.StartTime is null && query.EndTime is null)
        {
            return null;
        }
        var range = new TimeRange(Moment(query.StartTime), Moment(query.EndTime));
        var grains = groupBy.Where(item => item is { IsMetricTime: true, Grain.IsCustom: false }).Select(item => item.Grain!.Unit).ToList();
        return grains.Count == 0 ? range : range.WidenedTo(grains.Min());
    }

    private static DateTime? Moment(string? text) =>
        text is null ? null
        : DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment
        : throw new RefusalException(RefusalKind.InvalidTime, $"'{text}' is no time: write 2024-03-01 or 2024-03-01T06:00:00.");
}
