using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>
/// The rules of a capability by the places that they cover, so that a decision looks only at rules that can hold: its cost does not grow with the grants elsewhere.
/// Numbers of rules stand in ascending order; the first that fits is the one that decides.
/// </summary>
internal sealed class PlaceIndex
{
    private readonly GrantRule[] _rules;
    private readonly int[] _everywhere;
    private readonly FrozenDictionary<long, int[]> _projects;
    private readonly FrozenDictionary<long, int[]> _environments;
    private readonly FrozenDictionary<long, int[]> _jobs;
    private readonly FrozenDictionary<long, int[]> _touchedProjects;
    private readonly FrozenDictionary<long, int[]> _touchedEnvironments;

    public PlaceIndex(GrantRule[] rules)
    {
        _rules = rules;
        _everywhere = [.. Enumerable.Range(0, rules.Length).Where(i => rules[i].Scope.IsEverywhere)];
        _projects = By(s => s.Projects);
        _environments = By(s => s.Environments);
        _jobs = By(s => s.Jobs);
        _touchedProjects = By(s => s.TouchedProjects);
        _touchedEnvironments = By(s => s.TouchedEnvironments);
    }

    /// <summary>The first rule for the whole account that is high enough and alive; −1 for none.</summary>
    public int Everywhere(Level level, DateTimeOffset now) => Good(FirstGood(_everywhere, level, now));

    /// <summary>The first rule that is high enough, alive and covers the target; −1 for none.</summary>
    public int Covering(Level level, Target target, DateTimeOffset now) => Good(FirstCovering(level, target, now));

    /// <summary>The same, or one that covers something inside the target: a project that has a covered environment.</summary>
    public int Touching(Level level, Target target, DateTimeOffset now)
    {
        var first = FirstCovering(level, target, now);
        if (target is { Kind: TargetKind.Project, ProjectId: { } project })
        {
            first = Math.Min(first, FirstGood(At(_touchedProjects, project), level, now));
        }
        if (target is { Kind: TargetKind.Environment, EnvironmentId: { } environment })
        {
            first = Math.Min(first, FirstGood(At(_touchedEnvironments, environment), level, now));
        }
        return Good(first);
    }

    private int FirstCovering(Level level, Target target, DateTimeOffset now)
    {
        if (target.AlsoProjects.Count > 0)
        {
            return FirstOfSeveral(level, target, now);
        }
        var first = FirstGood(_everywhere, level, now);
        if (target.ProjectId is { } project)
        {
            first = Math.Min(first, FirstGood(At(_projects, project), level, now));
        }
        if (target.EnvironmentId is { } environment)
        {
            first = Math.Min(first, FirstGood(At(_environments, environment), level, now));
        }
        return target.JobId is { } job ? Math.Min(first, FirstGood(At(_jobs, job), level, now)) : first;
    }

    /// <summary>A thing of several projects lies in a rule that covers all of them: no single place finds it.</summary>
    private int FirstOfSeveral(Level level, Target target, DateTimeOffset now)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            if (_rules[i].IsGoodFor(level, now) && _rules[i].Scope.Covers(target))
            {
                return i;
            }
        }
        return int.MaxValue;
    }

    private int FirstGood(int[] rules, Level level, DateTimeOffset now)
    {
        foreach (var rule in rules)
        {
            if (_rules[rule].IsGoodFor(level, now))
            {
                return rule;
            }
        }
        return int.MaxValue;
    }

    private static int Good(int rule) => rule == int.MaxValue ? -1 : rule;

    private static int[] At(FrozenDictionary<long, int[]> rules, long place) => rules.TryGetValue(place, out var found) ? found : [];

    private FrozenDictionary<long, int[]> By(Func<RuleScope, IEnumerable<long>> places) =>
        _rules
            .SelectMany((rule, number) => places(rule.Scope).Select(place => (place, number)))
            .GroupBy(pair => pair.place, pair => pair.number)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
}
