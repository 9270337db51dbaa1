using GraphQL;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Fields of a job's run, under <c>job</c> and, as dbt had them first, at the top.</summary>
internal static class JobFields
{
    private const int Most = 100;

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["model"] = "Model",
        ["source"] = "Source",
        ["seed"] = "Seed",
        ["snapshot"] = "Snapshot",
        ["test"] = "Test",
        ["exposure"] = "Exposure",
        ["macro"] = "Macro",
        ["metric"] = "Metric",
    };

    /// <summary>The field; null where there is none.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="run">The run that is looked at; null for none.</param>
    public static FieldWork? Find(string field, Func<IResolveFieldContext, GraphCall, ValueTask<StateGraph?>> run) =>
        Kinds.TryGetValue(field, out var kind) ? async (f, call) => One(f, call, await run(f, call), kind)
        : Kinds.TryGetValue(field.TrimEnd('s'), out kind) ? async (f, call) => Many(f, call, await run(f, call), kind)
        : null;

    private static GraphNode? One(IResolveFieldContext field, GraphCall call, StateGraph? run, string kind)
    {
        var id = field.GetArgument<string?>("uniqueId");
        var node = id is not null
            ? run?.ById.GetValueOrDefault(id)
            : run?.Of(kind).FirstOrDefault(n => n.Outline.Name == field.GetArgument<string?>("name"));
        return node?.Kind == kind ? call.Show(node, run!, NodeForm.Run) : null;
    }

    private static List<GraphNode> Many(IResolveFieldContext field, GraphCall call, StateGraph? run, string kind)
    {
        var filter = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in (string[])["database", "schema", "identifier"])
        {
            filter[name] = field.HasArgument(name) ? field.GetArgument<string?>(name) : null;
        }
        var nodes = NodeFilter.Apply(run?.Of(kind) ?? [], filter);
        return [.. Connection.Slice(field, nodes, n => n.Id, Most).Select(n => call.Show(n, run!, NodeForm.Run))];
    }
}
