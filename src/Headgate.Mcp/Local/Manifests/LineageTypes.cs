namespace Headgate.Mcp.Local.Manifests;

/// <summary>Kinds of things in a lineage, by dbt's names of them, with how the unique ids of each begin.</summary>
internal static class LineageTypes
{
    private static readonly Dictionary<string, string[]> Prefixes = new(StringComparer.Ordinal)
    {
        ["Model"] = ["model."],
        ["Source"] = ["source."],
        ["Seed"] = ["seed."],
        ["Snapshot"] = ["snapshot."],
        ["Exposure"] = ["exposure."],
        ["Metric"] = ["metric."],
        ["SemanticModel"] = ["semantic_model."],
        ["SavedQuery"] = ["saved_query."],
        ["Test"] = ["test.", "unit_test."],
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Prefixes.Keys];

    /// <summary>How the unique ids of some kinds begin.</summary>
    public static IReadOnlyList<string> PrefixesOf(IEnumerable<string> types) => [.. types.SelectMany(type => Prefixes[type])];
}
