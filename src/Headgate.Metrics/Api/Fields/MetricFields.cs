using System.Text.Json;
using GraphQL;
using Headgate.Metrics.Answering;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Fields of a metric that its definition alone does not tell.</summary>
internal static class MetricFields
{
    /// <summary>The field; null where the definition tells it.</summary>
    public static MetricsWork? Find(string field) =>
        field switch
        {
            "dimensions" => (f, call) => ItemsAsync(f, call, item => item.Kind != "entity"),
            "entities" => (f, call) => ItemsAsync(f, call, item => item.Kind == "entity"),
            "measures" => async (f, call) => MeasuresOf(await call.ProjectAsync(f.CancellationToken), [NodeOf(f).Summary.Name]),
            "queryableGranularities" => async (f, call) => ItemFields.Granularities(await TimeAsync(f, call)),
            "queryableTimeGranularities" => async (f, call) => ItemFields.TimeGranularities(await TimeAsync(f, call)),
            "requiresMetricTime" => (f, _) => new(NodeOf(f).Summary.NeedsTime),
            "typeParams" => (f, _) => new(NodeOf(f).Json.At("type_params")),
            _ => null,
        };

    /// <summary>The measures that metrics are made of, in the older form of projects; the newer one has none.</summary>
    public static IReadOnlyList<JsonElement> MeasuresOf(SemanticProject project, IReadOnlyList<string> metrics) =>
        [
            .. metrics
                .SelectMany(metric => project.Metric(metric).At("type_params").ItemsAt("input_measures"))
                .Select(measure => measure.TextAt("name"))
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(project.Measure)
                .Where(measure => measure.ValueKind == JsonValueKind.Object),
        ];

    private static async ValueTask<object?> ItemsAsync(IResolveFieldContext field, MetricsCall call, Func<QueryableItem, bool> wanted) =>
        ItemFields.Of(await call.ProjectAsync(field.CancellationToken), call, [NodeOf(field).Summary.Name], wanted);

    private static async ValueTask<QueryableItem> TimeAsync(IResolveFieldContext field, MetricsCall call) =>
        ItemFields
            .Of(await call.ProjectAsync(field.CancellationToken), call, [NodeOf(field).Summary.Name], item => item.Model is null)[0]
            .Item;

    private static MetricNode NodeOf(IResolveFieldContext field) => (MetricNode)field.Source!;
}
