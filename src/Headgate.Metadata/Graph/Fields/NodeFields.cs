using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>What each field of each form of a node is made of.</summary>
internal static class NodeFields
{
    private static readonly string[] OfTable = ["columns", "stats", "comment", "owner", "type"];
    private static readonly string[] Tables = ["ModelNode", "SeedNode", "SnapshotNode", "SourceNode"];

    /// <summary>The field of a type; null where it has none.</summary>
    public static NodeWork? Find(string type, string field)
    {
        if (Tables.Contains(type) && OfTable.Contains(field))
        {
            return (node, context, call) => CatalogFields.OfRunAsync(field, node, call, context.CancellationToken);
        }
        if (Special(type, field) is { } special)
        {
            return special;
        }
        if (IsOfRun(type) && field == "tests")
        {
            return TestsOfRunAsync;
        }
        if (
            (IsOfRun(type) || type.EndsWith("LineageNode", StringComparison.Ordinal) || field == "lastKnownResult")
            && ExecutionFields.OfRun.TryGetValue(field, out var execution)
        )
        {
            return (node, _, _) => new(execution(node));
        }
        if (RelationFields.All.TryGetValue(field, out var relation))
        {
            return (node, context, call) => new(relation(node, context, call));
        }
        if (OutlineFields.All.TryGetValue(field, out var outline))
        {
            return (node, _, _) => new(outline(node));
        }
        return BodyFields.All.TryGetValue(field, out var body)
            ? async (node, context, call) => body(await call.Texts.BodyAsync(node.Node, context.CancellationToken))
            : null;
    }

    /// <summary>The types of nodes as one run left them, which alone have no view in their name.</summary>
    private static bool IsOfRun(string type) =>
        type is "ModelNode" or "SourceNode" or "SeedNode" or "SnapshotNode" or "TestNode" or "ExposureNode" or "MacroNode" or "MetricNode";

    private static NodeWork? Special(string type, string field) =>
        (type, field) switch
        {
            (_, "executionInfo") => (node, _, _) => new(ExecutionFields.Info(node)),
            (_, "compiledCode" or "compiledSql") => async (node, context, call) =>
                await call.Texts.CodeAsync(node.Node, context.CancellationToken),
            (_, "catalog") => (node, context, call) => CatalogFields.CatalogAsync(node, call, context.CancellationToken),
            (_, "freshness") => FreshnessAsync,
            (_, "criteria") => async (node, context, call) => Criteria(await call.Texts.BodyAsync(node.Node, context.CancellationToken)),
            (_, "healthIssues") when type == "ModelAppliedStateNode" => async (node, context, call) =>
                (await call.StateAsync(node.In.Place.EnvironmentId, context.CancellationToken)) is { } state
                    ? HealthReasons.Of(state, node.Node.Id).Select(HealthReason).ToList()
                    : [],
            ("ExposureTileNode" or "ExposureDefinitionNode", _) when ExposureFields.All.TryGetValue(field, out var work) => (node, _, _) =>
                new(work(node)),
            ("MetricNode", "type") => (node, _, _) => new(node.Node.Outline.Kind),
            ("MetricNode", "model") => (_, _, _) => new((object?)null),
            ("MetricNode", "dimensions") => (_, _, _) => new(Array.Empty<string>()),
            ("MacroDefinitionNode", "parents") => (node, _, call) =>
                new(
                    node.Node.Outline.Parents.Select(node.In.Known)
                        .OfType<ViewNode>()
                        .Select(n => call.Show(n, node.In, NodeForm.Nested))
                        .ToList()
                ),
            _ => null,
        };

    private static Dictionary<string, object?> HealthReason(HealthReason reason) =>
        new(StringComparer.Ordinal)
        {
            ["kind"] = reason.Kind,
            ["message"] = reason.Message,
            ["uniqueId"] = reason.NodeId,
            ["chain"] = reason.Chain,
        };

    /// <summary>Tests of a model in one run out of many are asked of the history; of a run that is looked at as a whole they are at hand.</summary>
    private static async ValueTask<object?> TestsOfRunAsync(GraphNode node, GraphQL.IResolveFieldContext field, GraphCall call) =>
        node.Past is { } past
            ? await History.TestsAsync(call, node, past.RunId, field.CancellationToken)
            : node.In.Tests(node.Node.Id).Select(test => call.Show(test, node.In, NodeForm.Run)).ToList();

    private static async ValueTask<object?> FreshnessAsync(GraphNode node, GraphQL.IResolveFieldContext field, GraphCall call)
    {
        var freshness = ExecutionFields.Freshness(node.Node.Freshness);
        freshness["criteria"] = Criteria(await call.Texts.BodyAsync(node.Node, field.CancellationToken));
        return freshness;
    }

    private static Dictionary<string, object?> Criteria(JsonElement body) =>
        new(StringComparer.Ordinal)
        {
            ["warnAfter"] = Rule(body.At("freshness", "warn_after")),
            ["errorAfter"] = Rule(body.At("freshness", "error_after")),
        };

    private static Dictionary<string, object?>? Rule(JsonElement rule) =>
        rule.At("count").Whole() is { } count
            ? new(StringComparer.Ordinal)
            {
                ["count"] = (int)Math.Min(count, int.MaxValue),
                ["period"] = rule.Text("period") is "minute" or "hour" or "day" ? rule.Text("period") : null,
            }
            : null;
}
