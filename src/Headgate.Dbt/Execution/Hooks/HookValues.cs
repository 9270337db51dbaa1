using System.Text.Json;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Execution.Results;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Execution.Hooks;

/// <summary>What hooks at the end of a run may read: the results and the schemas that were built in.</summary>
internal static class HookValues
{
    private const string Node = "node";

    /// <summary>The values of <c>results</c>, <c>schemas</c> and <c>database_schemas</c>.</summary>
    public static IReadOnlyDictionary<string, Value> AtEnd(IReadOnlyList<NodeResult> results)
    {
        var built = results
            .Where(r => !r.Status.IsFailure() && r.Status != NodeStatus.Skipped)
            .Select(r => r.Node)
            .OfType<ManifestNode>()
            .Where(n => n.HasSchema || n is { ResourceType: ResourceType.Test, RelationName: not null })
            .Select(n => (n.Database, n.Schema))
            .Distinct()
            .ToList();
        return new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["results"] = Value.List([.. results.Select(ObjectOf)]),
            ["schemas"] = Value.FromObject(built.Select(b => b.Schema).Distinct().ToList<object?>()),
            ["database_schemas"] = Value.FromObject(built.Select(b => new List<object?> { b.Database, b.Schema }).ToList<object?>()),
        };
    }

    /// <summary>A result as an object, with its node as one.</summary>
    private static Value ObjectOf(NodeResult result)
    {
        var whole = Describe(result);
        var node = Value.FromObject(whole[Node]);
        var fields = new JinjaDict(whole.Count);
        foreach (var (name, value) in whole)
        {
            fields.Set(
                name,
                name == Node
                    ? Value.From(new DescribedObject(result.Node.ResourceType + "Node", node, () => node))
                    : Value.FromObject(value)
            );
        }
        return Value.From(new DescribedObject("RunResult", Value.From(fields), () => Value.FromObject(whole)));
    }

    private static OrderedDictionary<string, object?> Describe(NodeResult result) =>
        new OrderedDictionary<string, object?>
        {
            ["status"] = result.Status.Word(),
            ["timing"] = result.Timing.Select(Stage).ToList<object?>(),
            ["thread_id"] = result.ThreadId,
            ["execution_time"] = result.Duration.TotalSeconds,
            ["adapter_response"] = result.AdapterResponse,
            ["message"] = result.Message,
            ["failures"] = result.Failures,
            [Node] = Plain(result.Node),
        };

    private static OrderedDictionary<string, object?> Stage(TimingInfo stage) =>
        new OrderedDictionary<string, object?>
        {
            ["name"] = stage.Name,
            ["started_at"] = stage.StartedAt,
            ["completed_at"] = stage.CompletedAt,
        };

    private static OrderedDictionary<string, object?> Plain(IManifestResource node)
    {
        var reader = new Utf8JsonReader(ManifestFile.ToJson(node));
        reader.Read();
        return PlainDataConverter.ReadMap(ref reader);
    }
}
