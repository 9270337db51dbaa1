using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Console;

/// <summary>How many resources of which kinds a manifest has, in dbt's order and words.</summary>
internal static class FoundLine
{
    /// <summary>The counts, without those that are zero.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="inline">How many nodes the call itself adds.</param>
    public static string Of(Manifest manifest, int inline)
    {
        var counts = new OrderedDictionary<ResourceType, int>();
        foreach (var node in manifest.Nodes.Values.Where(n => n.Config.Enabled))
        {
            counts[node.ResourceType] = counts.GetValueOrDefault(node.ResourceType) + 1;
        }
        counts[ResourceType.SqlOperation] = inline;
        counts[ResourceType.Source] = manifest.Sources.Count;
        counts[ResourceType.Exposure] = manifest.Exposures.Count;
        counts[ResourceType.Metric] = manifest.Metrics.Count;
        counts[ResourceType.Macro] = manifest.Macros.Count;
        counts[ResourceType.Group] = manifest.Groups.Count;
        counts[ResourceType.SemanticModel] = manifest.SemanticModels.Count;
        counts[ResourceType.SavedQuery] = manifest.SavedQueries.Count;
        counts[ResourceType.UnitTest] = manifest.UnitTests.Count;
        return string.Join(", ", counts.Where(c => c.Value > 0).Select(c => Counted.Of(c.Value, Word(c.Key, c.Value))));
    }

    private static string Word(ResourceType type, int count) =>
        type == ResourceType.Test && count > 1 ? "data test" : type.Word().Replace('_', ' ');
}
