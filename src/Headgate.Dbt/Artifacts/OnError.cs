namespace Headgate.Dbt.Artifacts;

/// <summary>What becomes of the nodes below a model that failed: the model's <c>on_error</c> (dbt 1.12).</summary>
internal static class OnError
{
    /// <summary>The key of the configuration.</summary>
    public const string Key = "on_error";

    /// <summary>The nodes below are skipped: what holds where nothing is said.</summary>
    public const string SkipChildren = "skip_children";

    /// <summary>The nodes below run all the same.</summary>
    public const string Continue = "continue";

    /// <summary>Do the nodes below a model run although it failed?</summary>
    public static bool Continues(IManifestResource node) =>
        node is ManifestNode { ResourceType: ResourceType.Model } model && model.Config[Key] is Continue;
}
