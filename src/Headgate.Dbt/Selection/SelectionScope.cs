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
)
{
    /// <summary>The selectors of selectors.yml; null where the file is not read.</summary>
    public SelectorDefinitions? Selectors { get; init; }

    /// <summary>What the selectors choose whose names match a pattern.</summary>
    public Func<string, IEnumerable<string>> Named { get; init; } = static _ => [];

    /// <summary>Takes warnings that arise from a comparison: dbt's name of the event and the text.</summary>
    public Action<string, string> Warn { get; init; } = static (_, _) => { };

    /// <summary>Does the database enforce constraints of a type?</summary>
    public Func<string, bool> EnforcesConstraint { get; init; } = static _ => true;

    /// <summary>Are the places of sources compared as they are written, not as they are rendered?</summary>
    public bool ComparesAsWritten { get; init; }

    /// <summary>The time of the call.</summary>
    public DateTimeOffset At { get; init; }
}
