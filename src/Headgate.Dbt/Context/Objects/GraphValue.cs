using System.Text.Json;
using Headgate.Dbt.Artifacts;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Makes <c>graph</c>: the manifest's nodes, sources, exposures, metrics, groups, semantic models, functions by unique id.</summary>
internal static class GraphValue
{
    private static readonly string[] Parts =
    [
        "nodes",
        "sources",
        "exposures",
        "metrics",
        "groups",
        "semantic_models",
        "saved_queries",
        "unit_tests",
        "functions",
    ];

    /// <summary>The dict.</summary>
    public static Value Of(Manifest manifest)
    {
        var whole = JsonSerializer.SerializeToElement(manifest, ManifestJsonContext.Default.Manifest);
        var graph = new JinjaDict(Parts.Length);
        foreach (var part in Parts)
        {
            graph.Set(part, whole.TryGetProperty(part, out var element) ? Value.FromObject(element) : Value.From(new JinjaDict()));
        }
        return Value.From(graph);
    }
}
