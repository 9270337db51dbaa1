using System.Text.Json;
using GraphQL;
using GraphQL.Types;

namespace Headgate.Metrics.Api.Fields;

/// <summary>What a field of an answer is made of.</summary>
internal delegate ValueTask<object?> MetricsWork(IResolveFieldContext field, MetricsCall call);

/// <summary>Finds what makes a field.</summary>
internal static class FieldTable
{
    /// <summary>The work of a field; null where nothing makes it.</summary>
    public static MetricsWork? Find(string type, string field, IGraphType form) =>
        type switch
        {
            "Query" => QueryFields.Find(field),
            "Mutation" => MutationFields.Find(field),
            "Metric" => MetricFields.Find(field) ?? Inner(field, form),
            "Dimension" or "Entity" => ItemFields.Find(field) ?? Inner(field, form),
            "QueryResult" => ResultFields.Find(field),
            _ => Inner(field, form),
        };

    /// <summary>What has no form of its own stands in an answer as a table of values, or as the project's own JSON.</summary>
    private static MetricsWork Inner(string field, IGraphType form)
    {
        var key = JsonValues.KeyOf(field);
        return (context, _) =>
            new(
                context.Source switch
                {
                    IReadOnlyDictionary<string, object?> table => table.GetValueOrDefault(field),
                    JsonElement json => JsonValues.Field(json, field, key, form),
                    MetricNode metric => JsonValues.Field(metric.Json, field, key, form),
                    ItemNode item => JsonValues.Field(item.Json, field, key, form),
                    _ => null,
                }
            );
    }
}
