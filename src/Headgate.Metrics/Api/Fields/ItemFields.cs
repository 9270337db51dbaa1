using GraphQL;
using Headgate.Metrics.Answering;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Dimensions and entities: lists of them, and their fields that definitions alone do not tell.</summary>
internal static class ItemFields
{
    private static readonly HashSet<string> Standard = new(
        ["nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"],
        StringComparer.Ordinal
    );

    /// <summary>The field; null where the definition tells it.</summary>
    public static MetricsWork? Find(string field) =>
        field switch
        {
            "name" or "qualifiedName" => Of(item => item.Name),
            "description" => Of(item => item.Description),
            "type" => (f, _) => new(TypeOf((ItemNode)f.Source!)),
            "queryableGranularities" => Of(Granularities),
            "queryableTimeGranularities" => Of(TimeGranularities),
            _ => null,
        };

    /// <summary>What metrics have in common to be grouped by, as far as it is granted.</summary>
    /// <exception cref="ExecutionError">A metric is unknown, or not granted.</exception>
    public static IReadOnlyList<ItemNode> Of(
        SemanticProject project,
        MetricsCall call,
        IReadOnlyList<string> metrics,
        Func<QueryableItem, bool> wanted
    )
    {
        CheckMetrics(project, call, metrics);
        return
        [
            .. project
                .ItemsOf(metrics)
                .Where(item => wanted(item) && MetricEngine.Holds(call.Bounds, item))
                .Select(item => new ItemNode(item, project.Item(item))),
        ];
    }

    /// <summary>Refuses metrics that are unknown or not granted.</summary>
    /// <exception cref="ExecutionError">One is.</exception>
    public static void CheckMetrics(SemanticProject project, MetricsCall call, IReadOnlyList<string> metrics)
    {
        foreach (var metric in metrics)
        {
            if (!MetricEngine.Holds(call.Bounds, metric))
            {
                throw call.Refused(new Refusal(RefusalKind.NotGranted, $"The metric '{metric}' is not granted."));
            }
            if (project.Metric(metric).ValueKind == System.Text.Json.JsonValueKind.Undefined)
            {
                var all = project.Engine.Metrics.Select(known => known.Name);
                throw call.Refused(
                    new Refusal(RefusalKind.UnknownMetric, $"The project has no metric '{metric}'.")
                    {
                        Suggestions = Suggestions.For(metric, all),
                    }
                );
            }
        }
    }

    /// <summary>The grains of an item that dbt has a word for.</summary>
    public static IReadOnlyList<string> Granularities(QueryableItem item) =>
        [.. item.Grains.Where(Standard.Contains).Select(grain => grain.ToUpperInvariant())];

    /// <summary>All grains of an item, those of the project's own calendars too.</summary>
    public static IReadOnlyList<string> TimeGranularities(QueryableItem item) =>
        [.. item.Grains.Select(grain => Standard.Contains(grain) ? grain.ToUpperInvariant() : grain)];

    private static string TypeOf(ItemNode node) =>
        node.Item.Kind == "entity" ? node.Json.TextAt("type")?.ToUpperInvariant() ?? "PRIMARY" : node.Item.Kind.ToUpperInvariant();

    private static MetricsWork Of(Func<QueryableItem, object?> value) => (field, _) => new(value(((ItemNode)field.Source!).Item));
}
