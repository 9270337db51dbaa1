using System.Text.Json.Nodes;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.State;

/// <summary>Whether a resource is the same as it was, by what dbt looks at for its kind.</summary>
internal static class ResourceComparison
{
    private static readonly HashSet<string> UncomparedConfig = ["alias", "database", "schema", "tags", "group"];

    private static readonly Dictionary<ResourceType, string[]> ComparedKeys = new()
    {
        [ResourceType.Exposure] = ["fqn", "type", "owner", "maturity", "url", "description", "label", "depends_on"],
        [ResourceType.Metric] = ["filter", "metadata", "type", "type_params", "description", "label"],
        [ResourceType.SemanticModel] =
        [
            "model",
            "description",
            "defaults",
            "entities",
            "dimensions",
            "measures",
            "primary_entity",
            "group",
        ],
        [ResourceType.SavedQuery] = ["query_params", "description", "name", "group", "exports", "label"],
        [ResourceType.UnitTest] = ["checksum", "fqn"],
    };

    /// <summary>Is the resource what it was?</summary>
    /// <param name="old">The resource before.</param>
    /// <param name="now">The resource now.</param>
    /// <param name="asWritten">Compare the place of a source as it is written.</param>
    public static bool AreSame(IManifestResource old, IManifestResource now, bool asWritten) =>
        (old, now) switch
        {
            (ManifestNode was, ManifestNode node) when node.TestMetadata is not null => HaveSameConfig(was, node) && HaveSameFqn(was, node),
            (ManifestNode was, ManifestNode node) => NodeComparison.HaveSameBody(was, node)
                && HaveSameConfig(was, node)
                && NodeComparison.HaveSameDescriptions(was, node)
                && HaveSameFqn(was, node)
                && HaveSameRelation(was, node, asWritten)
                && NodeComparison.HaveSameContract(was, node)
                && NodeComparison.AreReferredToAlike(was, node)
                && (node.ResourceType != ResourceType.Function || HaveSameKeys(was, node, ["arguments", "returns"])),
            (SourceDefinition was, SourceDefinition source) => HaveSameRelation(was, source, asWritten)
                && HaveSameFqn(was, source)
                && HaveSameConfig(was, source)
                && HaveSameKeys(was, source, ["quoting", "freshness", "loaded_at_field", "external"]),
            _ => ComparedKeys.TryGetValue(now.ResourceType, out var keys)
                && old.ResourceType == now.ResourceType
                && HaveSameKeys(old, now, keys),
        };

    /// <summary>Is the configuration as written the same, apart from where the relation lies, tags and group?</summary>
    public static bool HaveSameConfig(IManifestResource old, IManifestResource now)
    {
        var before = UnrenderedConfig(old);
        var after = UnrenderedConfig(now);
        return before
            .Keys.Union(after.Keys)
            .Where(k => !UncomparedConfig.Contains(k))
            .All(k =>
                before.ContainsKey(k) == after.ContainsKey(k) && PlainData.AreEqual(before.GetValueOrDefault(k), after.GetValueOrDefault(k))
            );
    }

    /// <summary>Does the relation lie where it lay?</summary>
    /// <param name="old">The resource before.</param>
    /// <param name="now">The resource now.</param>
    /// <param name="asWritten">Compare the place of a source as it is written.</param>
    public static bool HaveSameRelation(IManifestResource old, IManifestResource now, bool asWritten) =>
        (old, now) switch
        {
            (ManifestNode was, ManifestNode node) => Array.TrueForAll(
                ["database", "schema", "alias"],
                k => PlainData.AreEqual(was.UnrenderedConfig.GetValueOrDefault(k), node.UnrenderedConfig.GetValueOrDefault(k))
            ),
            (SourceDefinition was, SourceDefinition source) => was.Identifier == source.Identifier
                && (
                    asWritten
                        ? was.UnrenderedDatabase == source.UnrenderedDatabase && was.UnrenderedSchema == source.UnrenderedSchema
                        : was.Database == source.Database && was.Schema == source.Schema
                ),
            _ => true,
        };

    private static bool HaveSameFqn(IManifestResource old, IManifestResource now) => old.Fqn.SequenceEqual(now.Fqn);

    private static bool HaveSameKeys(IManifestResource old, IManifestResource now, string[] keys)
    {
        var before = JsonNode.Parse(ManifestFile.ToJson(old))!.AsObject();
        var after = JsonNode.Parse(ManifestFile.ToJson(now))!.AsObject();
        return Array.TrueForAll(keys, k => JsonNode.DeepEquals(before[k], after[k])) && HaveSameConfig(old, now);
    }

    private static OrderedDictionary<string, object?> UnrenderedConfig(IManifestResource resource) =>
        resource switch
        {
            ManifestNode node => node.UnrenderedConfig,
            SourceDefinition source => source.UnrenderedConfig,
            Exposure exposure => exposure.UnrenderedConfig,
            Metric metric => metric.UnrenderedConfig,
            SavedQuery query => query.UnrenderedConfig,
            _ => [],
        };
}
