using GraphQL;
using Headgate.Metadata.Columns;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Where columns of an environment's nodes come from, what is made of them, and what a change of one reaches.</summary>
internal static class ColumnFields
{
    /// <summary>Most columns that one question tells of.</summary>
    private const int Most = 5_000;

    /// <summary>The field; null for none.</summary>
    public static FieldWork? Find(string field) =>
        field switch
        {
            "lineage" => LineageAsync,
            "impact" => ImpactAsync,
            _ => null,
        };

    private static async ValueTask<object?> LineageAsync(IResolveFieldContext field, GraphCall call)
    {
        var environment = call.Target.EnvironmentId ?? 0;
        var (id, filter) = (field.GetArgument<string>("nodeUniqueId"), field.GetArgument<IDictionary<string, object?>?>("filters"));
        if (await call.StateAsync(environment, field.CancellationToken) is not { } state || state.Applied.Known(id) is not { } node)
        {
            return Array.Empty<object>();
        }
        var columns = await call.ColumnsAsync(environment, field.CancellationToken);
        var told = new ColumnTelling(state.Applied, columns);
        if (columns.Query(id) is { Why: { } why })
        {
            return filter.Sent("isError") is false ? Array.Empty<object>() : new[] { told.Unknown(node, why) };
        }
        var names = columns
            .Names(id)
            .Where(name => filter.Sent("columnName") is not string one || name.Equals(one, StringComparison.OrdinalIgnoreCase));
        var depth = filter.Sent("maxDepth") is int most ? Math.Max(0, most) : int.MaxValue;
        var all = Around(columns, [.. names.Select(name => (id, name))], depth).Select(at => told.Column(at.Node, at.Name, at.Depth));
        return filter.Sent("isError") is true ? Array.Empty<object>() : all.OfType<object>().ToList();
    }

    private static async ValueTask<object?> ImpactAsync(IResolveFieldContext field, GraphCall call)
    {
        var environment = call.Target.EnvironmentId ?? 0;
        var id = field.GetArgument<string>("nodeUniqueId");
        if (await call.StateAsync(environment, field.CancellationToken) is not { } state || state.Applied.Known(id) is null)
        {
            return Array.Empty<object>();
        }
        var columns = await call.ColumnsAsync(environment, field.CancellationToken);
        return ColumnImpacts
            .Of(state.Defined, columns, id, field.GetArgument<string?>("columnName"))
            .Select(impact => (Impact: impact, Node: state.Defined.Known(impact.Node)))
            .Where(impact => impact.Node is not null)
            .Take(Most)
            .Select(impact => new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["uniqueId"] = impact.Impact.Node,
                ["name"] = impact.Node!.Outline.Name,
                ["resourceType"] = impact.Node.Outline.ResourceType,
                ["depth"] = impact.Impact.Depth,
                ["columns"] = impact.Impact.Columns.ToList(),
                ["ways"] = impact.Impact.Ways.ToList(),
            })
            .ToList();
    }

    /// <summary>Columns around some, in steps: below zero what they are made of, above what is made of them.</summary>
    private static List<(string Node, string Name, int Depth)> Around(
        ColumnGraph columns,
        List<(string Node, string Name)> start,
        int depth
    )
    {
        var (all, seen) = (new List<(string, string, int)>(), new HashSet<(string, string)>());
        foreach (var (node, name) in start)
        {
            seen.Add((node, name.ToLowerInvariant()));
            all.Add((node, name, 0));
        }
        Walk(columns.Parents, -1);
        Walk(columns.Children, 1);
        return [.. all.Take(Most)];

        void Walk(Func<string, string, IReadOnlyList<ColumnEdge>> next, int direction)
        {
            var edge = start;
            for (var step = 1; step <= depth && edge.Count > 0 && all.Count < Most; step++)
            {
                edge =
                [
                    .. edge.SelectMany(at => next(at.Node, at.Name))
                        .Where(to => seen.Add((to.Node, to.Column.ToLowerInvariant())))
                        .Select(to => (to.Node, to.Column)),
                ];
                all.AddRange(edge.Select(at => (at.Node, at.Name, direction * step)));
            }
        }
    }
}
