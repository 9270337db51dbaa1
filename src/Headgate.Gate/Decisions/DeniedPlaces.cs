using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>The places of a capability that are denied to an agent, whatever is granted to it there.</summary>
internal sealed class DeniedPlaces(GrantRule[] rules, AccountPlaces account)
{
    /// <summary>When each of them ends.</summary>
    public IEnumerable<DateTimeOffset> Ends => rules.Select(r => r.Grant.ExpiresAt).OfType<DateTimeOffset>();

    /// <summary>Whether anything is denied now.</summary>
    public bool AnyAt(DateTimeOffset now) => Array.Exists(rules, r => r.IsAlive(now));

    /// <summary>The denial of a thing; null for none.</summary>
    public GrantRule? Of(Target target, DateTimeOffset now)
    {
        foreach (var rule in rules)
        {
            if (rule.IsAlive(now) && Holds(rule.Scope, target))
            {
                return rule;
            }
        }
        return null;
    }

    /// <summary>What is left of a scope: where something in a project is denied, the rest of it by name.</summary>
    public VisibleScope Narrow(VisibleScope scope, DateTimeOffset now)
    {
        var alive = rules.Where(r => r.IsAlive(now)).Select(r => r.Scope).ToList();
        if (alive.Exists(s => s.IsEverywhere))
        {
            return VisibleScope.Nothing;
        }
        if (alive.Count == 0)
        {
            return scope;
        }
        bool JobIsDenied(JobPlace j) =>
            alive.Exists(s => s.Jobs.Contains(j.Id) || s.Environments.Contains(j.Environment) || s.Projects.Contains(j.Project));
        bool EnvironmentIsDenied(EnvironmentPlace e) => alive.Exists(s => s.Environments.Contains(e.Id) || s.Projects.Contains(e.Project));
        var jobs = account.Jobs.Where(JobIsDenied).ToList();
        var cutEnvironments = jobs.Select(j => j.Environment).ToHashSet();
        cutEnvironments.UnionWith(account.Environments.Where(EnvironmentIsDenied).Select(e => e.Id));
        var cutProjects = jobs.Select(j => j.Project).ToHashSet();
        cutProjects.UnionWith(account.Environments.Where(EnvironmentIsDenied).Select(e => e.Project));
        cutProjects.UnionWith(alive.SelectMany(s => s.Projects));
        return new VisibleScope
        {
            AccountLevel = scope.AccountLevel,
            Projects = account.Projects.Select(p => p.Id).Where(p => scope.Sees(p, null, null) && !cutProjects.Contains(p)).ToFrozenSet(),
            Environments = account
                .Environments.Where(e => scope.Sees(e.Project, e.Id, null) && !cutEnvironments.Contains(e.Id))
                .Select(e => e.Id)
                .ToFrozenSet(),
            Jobs = account.Jobs.Where(j => scope.Sees(j.Project, j.Environment, j.Id) && !JobIsDenied(j)).Select(j => j.Id).ToFrozenSet(),
        };
    }

    private static bool Holds(RuleScope scope, Target target) =>
        scope.IsEverywhere
        || (target.Kind == TargetKind.ForeignTool && scope.Tools.Contains(target.Id, StringComparer.Ordinal))
        || (target.ProjectId is { } p && scope.Projects.Contains(p))
        || (target.EnvironmentId is { } e && scope.Environments.Contains(e))
        || (target.JobId is { } j && scope.Jobs.Contains(j))
        || target.AlsoProjects.Any(scope.Projects.Contains);
}
