using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Platform.Tokens;

/// <summary>What a token may: its permission sets, and for a personal token its user's, under the cap of the licence. Immutable.</summary>
internal sealed class TokenRights : IRights
{
    private readonly (PermissionSet Set, PermissionGrant Grant)[] _grants;
    private readonly bool _readOnly;

    public TokenRights(IEnumerable<PermissionGrant> grants, bool readOnly = false)
    {
        _grants = [.. grants.Select(g => (Set: PermissionSets.Find(g.Set)!, g)).Where(g => g.Set is not null)];
        _readOnly = readOnly;
        HasAllProjects = _grants.Any(g => g.Grant.ProjectId is null);
        Projects = _grants.Where(g => g.Grant.ProjectId is not null).Select(g => g.Grant.ProjectId!.Value).ToFrozenSet();
    }

    /// <summary>Some set holds for all projects.</summary>
    public bool HasAllProjects { get; }

    /// <summary>Projects for which a set of their own holds.</summary>
    public FrozenSet<long> Projects { get; }

    /// <summary>Titles of the sets, for messages.</summary>
    public string Titles =>
        _grants.Length == 0 ? "no permission set" : string.Join(", ", _grants.Select(g => g.Set.Title).Distinct(StringComparer.Ordinal));

    /// <summary>Whether any set reaches a project at all; what no set reaches is invisible.</summary>
    public bool Reaches(long projectId) => HasAllProjects || Projects.Contains(projectId);

    /// <summary>The set that allows an operation somewhere, or null.</summary>
    public PermissionSet? Anywhere(Operation operation)
    {
        foreach (var (set, grant) in _grants)
        {
            if (Allows(set, grant, operation, EnvironmentCategories.All))
            {
                return set;
            }
        }
        return null;
    }

    /// <summary>The set that allows an operation in a project, and where it matters in an environment of a category; or null.</summary>
    public PermissionSet? In(Operation operation, long projectId, EnvironmentCategories category)
    {
        foreach (var (set, grant) in _grants)
        {
            if ((grant.ProjectId is null || grant.ProjectId == projectId) && Allows(set, grant, operation, category))
            {
                return set;
            }
        }
        return null;
    }

    /// <summary>What of a list the token may see: the projects in which a set allows the operation.</summary>
    public VisibleScope ScopeOf(Operation operation)
    {
        var projects = new HashSet<long>();
        foreach (var (set, grant) in _grants)
        {
            if (!Allows(set, grant, operation, EnvironmentCategories.All))
            {
                continue;
            }
            if (grant.ProjectId is not { } project)
            {
                return VisibleScope.Everything;
            }
            projects.Add(project);
        }
        return VisibleScope.OfProjects(projects);
    }

    /// <summary>Whether a permission is held, in a project or (null) for things of the account.</summary>
    public bool Holds(Permission permission, long? projectId, EnvironmentCategories category)
    {
        foreach (var (set, grant) in _grants)
        {
            if ((grant.ProjectId is null || projectId is null || grant.ProjectId == projectId) && Allows(set, grant, permission, category))
            {
                return true;
            }
        }
        return false;
    }

    long? IRights.Version => null;

    public string? Lacking(PermissionGrant given, DateTimeOffset now)
    {
        // Who may write service tokens may make one with any set, which is why no set but the account's administrators' gives that.
        if (PermissionSets.Find(given.Set) is not { } set || Holds(Permission.Write(PermissionResource.ServiceTokens), null, default))
        {
            return null;
        }
        foreach (var resource in Enum.GetValues<PermissionResource>())
        {
            var (reads, writes) = Reach(set[resource], given);
            var (mayRead, mayWrite) = HeldAt(resource, given.ProjectId);
            if ((writes & ~mayWrite) != EnvironmentCategories.None)
            {
                return Permission.Write(resource).ToString();
            }
            if (reads && !mayRead)
            {
                return Permission.Read(resource).ToString();
            }
        }
        return null;
    }

    /// <summary>What the grants give together on a resource: of a project in that project, or in all where there is none; of the account anywhere.</summary>
    private (bool Reads, EnvironmentCategories Writes) HeldAt(PermissionResource resource, long? project)
    {
        var (reads, writes) = (false, EnvironmentCategories.None);
        foreach (var (set, grant) in _grants)
        {
            if (grant.ProjectId is null || grant.ProjectId == project || !PermissionSets.IsOfProject(resource))
            {
                var one = Reach(set[resource], grant);
                reads |= one.Reads;
                writes |= _readOnly ? EnvironmentCategories.None : one.Writes;
            }
        }
        return (reads, writes);
    }

    private static (bool Reads, EnvironmentCategories Writes) Reach(PermissionLevel level, PermissionGrant grant) =>
        (
            level != PermissionLevel.None,
            level switch
            {
                PermissionLevel.Write => EnvironmentCategories.All,
                PermissionLevel.WriteInOpenEnvironments => grant.WritableEnvironments,
                _ => EnvironmentCategories.None,
            }
        );

    private bool Allows(PermissionSet set, PermissionGrant grant, Operation operation, EnvironmentCategories category) =>
        Allows(set, grant, operation.Permission, category)
        || (operation.AlsoAllowedFor.Contains(set.Name) && !(_readOnly && operation.Access == Access.Write));

    private bool Allows(PermissionSet set, PermissionGrant grant, Permission permission, EnvironmentCategories category)
    {
        if (permission.Resource == PermissionResource.None)
        {
            return true;
        }
        var level = set[permission.Resource];
        if (permission.Access == Access.Read)
        {
            return level != PermissionLevel.None;
        }
        if (_readOnly)
        {
            return false;
        }
        return level == PermissionLevel.Write
            || (level == PermissionLevel.WriteInOpenEnvironments && (grant.WritableEnvironments & category) != EnvironmentCategories.None);
    }
}
