using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary>Seeds that are too large to be digested are compared by their path; that is warned of, as a change may go unseen.</summary>
internal static class LargeSeeds
{
    private const string ByPath = "path";

    /// <summary>Warns of each such seed.</summary>
    public static void Warn(SelectionScope scope, Manifest before)
    {
        foreach (var seed in scope.Resources.OfType<ManifestNode>())
        {
            if (
                seed is { ResourceType: ResourceType.Seed, Checksum.Name: ByPath }
                && before.Nodes.GetValueOrDefault(seed.UniqueId) is { } old
            )
            {
                var (name, consequence) = Judge(old.Checksum, seed.Checksum);
                scope.Warn(name, $"Found a seed ({seed.PackageName}.{seed.Name}) >1MB in size{consequence}");
            }
        }
    }

    private static (string Event, string Consequence) Judge(Checksum old, Checksum now) =>
        old.Name != ByPath ? ("SeedIncreased", ". The previous file was <=1MB, so it has changed")
        : old.Value == now.Value
            ? ("SeedExceedsLimitSamePath", " at the same path, dbt cannot tell if it has changed: assuming they are the same")
        : ("SeedExceedsLimitAndPathChanged", ". The previous file was in a different location, assuming it has changed");
}
