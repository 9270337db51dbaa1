using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.State;

/// <summary>Aspects in which a model, seed, snapshot, test or analysis may differ from what it was.</summary>
internal static class NodeComparison
{
    /// <summary>Is the file the same? By its checksum, or by its text where the checksum is only that of a path.</summary>
    public static bool HaveSameBody(ManifestNode old, ManifestNode now) =>
        old.Checksum.Name == now.Checksum.Name && old.Checksum.Value == now.Checksum.Value;

    /// <summary>Are the descriptions the same that are written to the database?</summary>
    public static bool HaveSameDescriptions(ManifestNode old, ManifestNode now)
    {
        var persisted = now.Config.Map("persist_docs");
        if (PlainData.IsTruthy(persisted?.GetValueOrDefault("relation")) && old.Description != now.Description)
        {
            return false;
        }
        return !PlainData.IsTruthy(persisted?.GetValueOrDefault("columns")) || HaveSameColumnDescriptions(old, now);
    }

    /// <summary>Is the promise about columns the same?</summary>
    public static bool HaveSameContract(ManifestNode old, ManifestNode now) =>
        now.ResourceType != ResourceType.Model
        || (!old.Contract.Enforced && !now.Contract.Enforced)
        || (old.Contract.Enforced == now.Contract.Enforced && old.Contract.Checksum == now.Contract.Checksum);

    /// <summary>May others refer to the model as before: its latest version, who may, until when?</summary>
    public static bool AreReferredToAlike(ManifestNode old, ManifestNode now) =>
        now.ResourceType != ResourceType.Model
        || (
            PlainData.AreEqual(old.LatestVersion, now.LatestVersion)
            && old.Access == now.Access
            && old.DeprecationDate == now.DeprecationDate
        );

    private static bool HaveSameColumnDescriptions(ManifestNode old, ManifestNode now) =>
        old.Columns.Count == now.Columns.Count
        && now.Columns.All(c => old.Columns.TryGetValue(c.Key, out var was) && was.Description == c.Value.Description);
}
