using System.Text.Json;
using GraphQL;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Fields of the applied and the definition state.</summary>
internal static class StateFields
{
    private const int MostRuns = 100;

    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["models"] = "Model",
        ["sources"] = "Source",
        ["seeds"] = "Seed",
        ["snapshots"] = "Snapshot",
        ["tests"] = "Test",
        ["exposures"] = "Exposure",
        ["macros"] = "Macro",
        ["metrics"] = "Metric",
        ["semanticModels"] = "SemanticModel",
        ["savedQueries"] = "SavedQuery",
        ["groups"] = "Group",
    };

    /// <summary>The field; null where there is none.</summary>
    public static FieldWork? Find(string field) =>
        Lists.TryGetValue(field, out var kind) ? (context, call) => ListAsync(context, call, Source(context).Graph.Of(kind))
        : field == "resources"
            ? (context, call) => ListAsync(context, call, Source(context).Graph.ById.Values.OrderBy(n => n.Id, StringComparer.Ordinal))
        : Others.GetValueOrDefault(field);

    private static Dictionary<string, FieldWork> Others { get; } =
        new(StringComparer.Ordinal)
        {
            ["lastUpdatedAt"] = (f, _) =>
                new(
                    Source(f) is { Graph.View: StateView.Applied } applied
                        ? applied.State.Row.AppliedAt
                        : Source(f).State.Row.DefinitionRunEndedAt
                ),
            ["latestGitSha"] = (f, _) => new(Source(f).State.Row.AppliedGitSha),
            ["lineage"] = (f, call) => new(Lineage(f, call)),
            ["modelHistoricalRuns"] = async (f, call) => await HistoricalRunsAsync(f, call, Source(f)),
            ["owners"] = (f, _) => new(Owners(Source(f).Graph, f.GetArgument<string>("resource"))),
            ["packages"] = (f, _) => new(Packages(Source(f).Graph, f.GetArgument<string>("resource"))),
            ["resourceCounts"] = (f, _) => new(Counts(Source(f).Graph)),
            ["tags"] = (f, _) =>
                new(
                    Source(f)
                        .Graph.ById.Values.SelectMany(n => n.Outline.Tags)
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal)
                        .Select(tag => new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = tag })
                        .ToList()
                ),
            ["exposureTile"] = (f, call) => new(Tile(f, call)),
            ["searchResults"] = SearchFields.SearchAsync,
        };

    /// <summary>What a filter of a field says; null for nothing.</summary>
    public static IDictionary<string, object?>? Filter(IResolveFieldContext field) =>
        field.Arguments is { } all && all.TryGetValue("filter", out var filter) ? filter.Value as IDictionary<string, object?> : null;

    /// <summary>The last runs of a model that is named by its id or its relation.</summary>
    public static async ValueTask<object?> HistoricalRunsAsync(IResolveFieldContext field, GraphCall call, StateSource source)
    {
        var (id, relation) = (field.GetArgument<string?>("uniqueId"), field.GetArgument<string?>("identifier"));
        var count = Math.Clamp(field.GetArgument("lastRunCount", 1), 0, MostRuns);
        var node = source
            .Graph.Of("Model")
            .FirstOrDefault(n =>
                id is not null
                    ? n.Id == id
                    : relation is not null && string.Equals(n.Outline.Alias, relation, StringComparison.OrdinalIgnoreCase)
            );
        return node is null ? [] : await History.RunsAsync(call, source.Graph, node, count, field.CancellationToken);
    }

    private static StateSource Source(IResolveFieldContext field) => (StateSource)field.Source!;

    private static async ValueTask<object?> ListAsync(IResolveFieldContext field, GraphCall call, IEnumerable<ViewNode> nodes)
    {
        var graph = Source(field).Graph;
        var chosen = await SortedAsync(field, call, NodeFilter.Apply(nodes, Filter(field)));
        return Connection.Of(field, chosen, n => n.Id, n => call.Show(n, graph, NodeForm.Whole));
    }

    private static async ValueTask<List<ViewNode>> SortedAsync(IResolveFieldContext field, GraphCall call, List<ViewNode> nodes)
    {
        if (field.Arguments is not { } all || !all.TryGetValue("sort", out var sent) || sent.Value is not IDictionary<string, object?> sort)
        {
            return nodes;
        }
        var (by, isDown) = (sort["field"]?.ToString(), sort["direction"]?.ToString() == "desc");
        if (by == "uniqueId")
        {
            return isDown ? [.. Enumerable.Reverse(nodes)] : nodes;
        }
        var values = new Dictionary<string, double?>(StringComparer.Ordinal);
        nodes.ForEach(call.Texts.Announce);
        foreach (var node in nodes)
        {
            values[node.Id] = by switch
            {
                "executeCompletedAt" => node.Execution?.ExecuteCompletedAt?.UtcTicks,
                "rowCount" => CatalogFields.RowCount(await call.Texts.CatalogAsync(node, field.CancellationToken)),
                // Nobody counts queries here: all are alike, and stand in the order of their ids.
                _ => null,
            };
        }
        var known = nodes.OrderBy(n => values[n.Id] is null);
        return isDown ? [.. known.ThenByDescending(n => values[n.Id])] : [.. known.ThenBy(n => values[n.Id])];
    }

    private static List<GraphNode> Lineage(IResolveFieldContext field, GraphCall call)
    {
        var (graph, filter) = (Source(field).Graph, Filter(field));
        var nodes = graph.ById.Values.Where(n => NodeKinds.IsRelated(n.Kind));
        if (NodeFilter.Texts(filter.Sent("types")) is null)
        {
            nodes = nodes.Where(n => n.Kind is not ("Macro" or "Test"));
        }
        HashSet<string>? named = null;
        if (filter.Sent("select") is string { Length: > 0 } select)
        {
            var chosen = Choose(graph, select);
            named = chosen.Named;
            nodes = nodes.Where(n => chosen.Chosen.Contains(n.Id));
        }
        if (filter.Sent("exclude") is string { Length: > 0 } exclude)
        {
            var chosen = Choose(graph, exclude).Chosen;
            nodes = nodes.Where(n => !chosen.Contains(n.Id));
        }
        return
        [
            .. NodeFilter
                .Apply(nodes.OrderBy(n => n.Id, StringComparer.Ordinal), filter)
                .Select(n => new GraphNode(n, graph, NodeForm.Lineage) { IsMatched = named?.Contains(n.Id) }),
        ];
    }

    private static (HashSet<string> Chosen, HashSet<string> Named) Choose(StateGraph graph, string selector)
    {
        var (chosen, named, fault) = NodeSelector.Choose(graph, selector);
        return fault is null ? (chosen, named) : throw new ExecutionError(fault) { Code = "BAD_USER_INPUT" };
    }

    private static List<object> Owners(StateGraph graph, string resource) =>
        [
            .. graph
                .Of(resource == "group" ? "Group" : "Exposure")
                .Select(n => (Name: n.Outline.OwnerName ?? "", Email: n.Outline.OwnerEmail ?? ""))
                .Where(owner => owner != ("", ""))
                .Distinct()
                .Select(owner => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["name"] = owner.Name,
                    ["email"] = owner.Email,
                }),
        ];

    private static List<string> Packages(StateGraph graph, string resource) =>
        [
            .. graph
                .Of(resource == "macro" ? "Macro" : "Model")
                .Select(n => n.Outline.Package)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static JsonElement Counts(StateGraph graph) =>
        JsonSerializer.SerializeToElement(
            graph.ById.Values.GroupBy(n => NodeKinds.WordOf(n.Outline.ResourceType)).ToDictionary(g => g.Key, g => g.Count()),
            GraphJson.Default.DictionaryStringInt32
        );

    private static GraphNode? Tile(IResolveFieldContext field, GraphCall call)
    {
        var graph = Source(field).Graph;
        return Filter(field).Sent("uniqueId") is string id && graph.ById.GetValueOrDefault(id) is { Kind: "Exposure" } node
            ? call.Show(node, graph, NodeForm.Whole)
            : null;
    }
}
