using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>
/// A grant's places, resolved: everything, or the ids of one kind only, the narrowest that the grant names. A place covers what lies inside it.
/// </summary>
internal sealed class RuleScope
{
    private readonly FrozenSet<long> projects;
    private readonly FrozenSet<long> environments;
    private readonly FrozenSet<long> jobs;
    private readonly FrozenSet<long> touchedProjects;
    private readonly FrozenSet<long> touchedEnvironments;

    private RuleScope(
        bool all,
        IEnumerable<long> projects,
        IEnumerable<long> environments,
        IEnumerable<long> jobs,
        IEnumerable<long> touchedProjects,
        IEnumerable<long> touchedEnvironments
    )
    {
        IsEverywhere = all;
        this.projects = projects.ToFrozenSet();
        this.environments = environments.ToFrozenSet();
        this.jobs = jobs.ToFrozenSet();
        this.touchedProjects = touchedProjects.ToFrozenSet();
        this.touchedEnvironments = touchedEnvironments.ToFrozenSet();
    }

    /// <summary>The whole account.</summary>
    public static RuleScope Everywhere { get; } = new(true, [], [], [], [], []);

    /// <summary>Whether it is the whole account, with the things that belong to no project.</summary>
    public bool IsEverywhere { get; }

    /// <summary>What of a list it shows.</summary>
    public VisibleScope Visible =>
        IsEverywhere
            ? VisibleScope.Everything
            : new VisibleScope
            {
                Projects = projects,
                Environments = environments,
                Jobs = jobs,
            };

    /// <summary>Resolves a grant's places in an account.</summary>
    public static RuleScope Resolve(GrantPlaces places, AccountPlaces account)
    {
        if (places.IsEverywhere)
        {
            return Everywhere;
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
        foreach (var project in target.AlsoProjects)
        {
            if (!projects.Contains(project))
            {
                return false;
            }
        }
        return (target.ProjectId is { } p && projects.Contains(p))
            || (target.EnvironmentId is { } e && environments.Contains(e))
            || (target.JobId is { } j && jobs.Contains(j))
            || (target.ProjectId is null && target.AlsoProjects.Count > 0);
    }

    /// <summary>Whether a thing lies inside or holds something that does: a project that has a covered environment.</summary>
    public bool Touches(Target target) =>
        Covers(target)
        || (target.Kind == TargetKind.Project && target.ProjectId is { } p && touchedProjects.Contains(p))
        || (target.Kind == TargetKind.Environment && target.EnvironmentId is { } e && touchedEnvironments.Contains(e));

    private static bool Fits(IReadOnlyList<long> ids, string? pattern, long id, string name) =>
        (ids.Count == 0 && pattern is null) || ids.Contains(id) || (pattern is not null && NamePattern.Fits(pattern, name));
}
