using System.Collections.Frozen;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Decisions;

/// <summary>
/// A grant's places, resolved: everything, or the ids of one kind only, the narrowest that the grant names. A place covers what lies inside it.
/// </summary>
internal sealed class RuleScope
{
    private RuleScope(
        bool all,
        IEnumerable<long> projects,
        IEnumerable<long> environments,
        IEnumerable<long> jobs,
        IEnumerable<long> touchedProjects,
        IEnumerable<long> touchedEnvironments,
        IReadOnlyList<string>? tools = null
    )
    {
        IsEverywhere = all;
        Projects = projects.ToFrozenSet();
        Environments = environments.ToFrozenSet();
        Jobs = jobs.ToFrozenSet();
        Tools = tools ?? [];
        Places =
        [
            .. Projects.Select(id => (PlaceKind.Project, id)),
            .. Environments.Select(id => (PlaceKind.Environment, id)),
            .. Jobs.Select(id => (PlaceKind.Job, id)),
            .. touchedProjects.Distinct().Select(id => (PlaceKind.TouchedProject, id)),
            .. touchedEnvironments.Distinct().Select(id => (PlaceKind.TouchedEnvironment, id)),
        ];
    }

    /// <summary>Projects that it covers with all that is inside.</summary>
    public FrozenSet<long> Projects { get; }

    /// <summary>Environments that it covers.</summary>
    public FrozenSet<long> Environments { get; }

    /// <summary>Jobs that it covers.</summary>
    public FrozenSet<long> Jobs { get; }

    /// <summary>Foreign tools that it covers; they lie at no place.</summary>
    public IReadOnlyList<string> Tools { get; }

    /// <summary>The places that it covers, and those that hold something of it.</summary>
    public IReadOnlyList<(PlaceKind Kind, long Id)> Places { get; }

    /// <summary>The whole account.</summary>
    public static RuleScope Everywhere { get; } = new(true, [], [], [], [], []);

    /// <summary>Whether it is the whole account, with the things that belong to no project.</summary>
    public bool IsEverywhere { get; }

    /// <summary>Whether nothing lies in it.</summary>
    public bool IsEmpty => !IsEverywhere && Projects.Count + Environments.Count + Jobs.Count + Tools.Count == 0;

    /// <summary>What of a list it shows.</summary>
    public VisibleScope Visible =>
        IsEverywhere
            ? VisibleScope.Everything
            : new VisibleScope
            {
                Projects = Projects,
                Environments = Environments,
                Jobs = Jobs,
            };

    /// <summary>Resolves a grant's places in an account.</summary>
    public static RuleScope Resolve(GrantPlaces places, AccountPlaces account)
    {
        if (places.IsEverywhere)
        {
            return Everywhere;
        }
        if (places.NamesTools)
        {
            return new(false, [], [], [], [], [], places.Tools);
        }
        var inProjects = account
            .Projects.Where(p => Fits(places.Projects, places.ProjectPattern, p.Id, p.Name))
            .Select(p => p.Id)
            .ToHashSet();
        bool ProjectFits(long id) => !places.NarrowsProjects || inProjects.Contains(id);
        if (!places.NarrowsEnvironments && !places.NarrowsJobs)
        {
            return new(false, inProjects, [], [], inProjects, []);
        }
        var inEnvironments = account
            .Environments.Where(e => Fits(places.Environments, places.EnvironmentPattern, e.Id, e.Name) && ProjectFits(e.Project))
            .ToDictionary(e => e.Id, e => e.Project);
        if (!places.NarrowsJobs)
        {
            return new(false, [], inEnvironments.Keys, [], inEnvironments.Values, inEnvironments.Keys);
        }
        var inJobs = account
            .Jobs.Where(j =>
                Fits(places.Jobs, places.JobPattern, j.Id, j.Name)
                && ProjectFits(j.Project)
                && (!places.NarrowsEnvironments || inEnvironments.ContainsKey(j.Environment))
            )
            .ToList();
        return new(false, [], [], inJobs.Select(j => j.Id), inJobs.Select(j => j.Project), inJobs.Select(j => j.Environment));
    }

    /// <summary>Whether a thing lies inside.</summary>
    public bool Covers(Target target)
    {
        if (IsEverywhere)
        {
            return true;
        }
        for (var i = 0; i < target.AlsoProjects.Count; i++)
        {
            if (!Projects.Contains(target.AlsoProjects[i]))
            {
                return false;
            }
        }
        return (target.ProjectId is { } p && Projects.Contains(p))
            || (target.EnvironmentId is { } e && Environments.Contains(e))
            || (target.JobId is { } j && Jobs.Contains(j))
            || (target.ProjectId is null && target.AlsoProjects.Count > 0);
    }

    private static bool Fits(IReadOnlyList<long> ids, string? pattern, long id, string name) =>
        (ids.Count == 0 && pattern is null) || ids.Contains(id) || (pattern is not null && NamePattern.Fits(pattern, name));
}
