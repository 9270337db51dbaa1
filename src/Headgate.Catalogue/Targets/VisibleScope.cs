using System.Collections.Frozen;

namespace Headgate.Catalogue;

/// <summary>
/// What a caller may see of a list. A row is visible when everything is, or when its project, its environment or its job is in the
/// set of that name. Lists filter by it in SQL, so that totals fit. A row without a project (account-level things) is visible
/// only where <see cref="All"/> or <see cref="AccountLevel"/> says so.
/// </summary>
public sealed record VisibleScope
{
    /// <summary>Everything in the account.</summary>
    public static VisibleScope Everything { get; } = new() { All = true, AccountLevel = true };

    /// <summary>Nothing.</summary>
    public static VisibleScope Nothing { get; } = new();

    /// <summary>No limit.</summary>
    public bool All { get; init; }

    /// <summary>Things that belong to no project are visible too.</summary>
    public bool AccountLevel { get; init; }

    /// <summary>Projects that are visible with all that is inside.</summary>
    public IReadOnlySet<long> Projects { get; init; } = FrozenSet<long>.Empty;

    /// <summary>Environments that are visible with all that is inside, in whatever project.</summary>
    public IReadOnlySet<long> Environments { get; init; } = FrozenSet<long>.Empty;

    /// <summary>Jobs that are visible with their runs.</summary>
    public IReadOnlySet<long> Jobs { get; init; } = FrozenSet<long>.Empty;

    /// <summary>A scope of projects.</summary>
    public static VisibleScope OfProjects(IEnumerable<long> projects) => new() { Projects = projects.ToFrozenSet() };

    /// <summary>Whether a thing in these places is visible.</summary>
    public bool Sees(long? project, long? environment, long? job) =>
        All
        || (project is { } p && Projects.Contains(p))
        || (environment is { } e && Environments.Contains(e))
        || (job is { } j && Jobs.Contains(j))
        || (AccountLevel && project is null);
}
