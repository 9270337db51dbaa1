namespace Headgate.Metadata.State;

/// <summary>Kinds of nodes: dbt's word in artifacts, and the one that the schema has for it.</summary>
internal static class NodeKinds
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["model"] = "Model",
        ["source"] = "Source",
        ["seed"] = "Seed",
        ["snapshot"] = "Snapshot",
        ["test"] = "Test",
        ["unit_test"] = "Test",
        ["exposure"] = "Exposure",
        ["macro"] = "Macro",
        ["metric"] = "Metric",
        ["semantic_model"] = "SemanticModel",
        ["saved_query"] = "SavedQuery",
        ["group"] = "Group",
    };

    /// <summary>Kinds that runs execute: they are applied once they have been.</summary>
    private static readonly HashSet<string> Executed = new(StringComparer.Ordinal) { "model", "seed", "snapshot", "test", "unit_test" };

    /// <summary>Kinds that stand in lineage.</summary>
    private static readonly HashSet<string> Related = new(Names.Values.Except(["Group"]), StringComparer.Ordinal);

    /// <summary>The schema's word; null for kinds that it does not have.</summary>
    public static string? NameOf(string resourceType) => Names.GetValueOrDefault(resourceType);

    /// <summary>Whether runs execute it.</summary>
    public static bool IsExecuted(string resourceType) => Executed.Contains(resourceType);

    /// <summary>Whether nodes of a kind, in the schema's word, stand in lineage.</summary>
    public static bool IsRelated(string name) => Related.Contains(name);

    /// <summary>The word of <c>resourceType</c> in nodes: dbt's, with one for all tests.</summary>
    public static string WordOf(string resourceType) => resourceType == "unit_test" ? "test" : resourceType;
}
