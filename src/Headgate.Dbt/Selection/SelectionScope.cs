using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Selection.State;

namespace Headgate.Dbt.Selection;

/// <summary>What methods look at.</summary>
/// <param name="Manifest">The project.</param>
/// <param name="Resources">The resources to choose from, in the manifest's order.</param>
/// <param name="ProjectName">The root project.</param>
/// <param name="ProjectRoot">The folder of the root project, for paths.</param>
/// <param name="Previous">The artifacts of <c>--state</c>, or null.</param>
internal sealed record SelectionScope(
    Manifest Manifest,
    IReadOnlyList<IManifestResource> Resources,
    string ProjectName,
    string ProjectRoot,
    PreviousState? Previous
);
