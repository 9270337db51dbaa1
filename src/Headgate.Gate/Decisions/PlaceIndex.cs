using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>
/// The rules of a capability by the places that they cover, so that a decision looks only at rules that can hold: its cost does not grow with the grants elsewhere.
/// Numbers of rules stand in ascending order; the first that fits is the one that decides.
/// </summary>
internal readonly struct PlaceIndex
{
    private readonly GrantRule[] _rules;
    private readonly RuleGate[] _gates;
    private readonly int[] _everywhere;
    private readonly PlaceTable _places;
    private readonly FrozenDictionary<string, int[]> _tools;

    public PlaceIndex(GrantRule[] rules)
    {
        _rules = rules;
        _gates = [.. rules.Select(r => new RuleGate(r.Grant))];
        _everywhere = [.. Enumerable.Range(0, rules.Length).Where(i => rules[i].Scope.IsEverywhere)];
        _tools = rules
            .SelectMany((rule, number) => rule.Scope.Tools.Select(tool => (tool, number)))
            .GroupBy(named => named.tool, StringComparer.Ordinal)
            .ToFrozenDictionary(tool => tool.Key, tool => tool.Select(named => named.number).ToArray(), StringComparer.Ordinal);
        _places = new PlaceTable(rules.SelectMany((rule, number) => rule.Scope.Places.Select(p => (p.Kind, p.Id, number))));
    }

    /// <summary>The first rule that is high enough and alive; −1 for none.</summary>
    public int Any(Level level, DateTimeOffset now)
    {
        for (var i = 0; i < _gates.Length; i++)
        {
            if (_gates[i].IsGoodFor(level, now))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The first rule for the whole account that is high enough and alive; −1 for none.</summary>
    public int Everywhere(Level level, DateTimeOffset now) => Good(FirstGood(_everywhere, level, now));

    /// <summary>The first rule that is high enough, alive and covers the target; −1 for none.</summary>
    public int Covering(Level level, Target target, DateTimeOffset now) => Good(FirstCovering(level, target, now));

    /// <summary>The same, or one that covers something inside the target: a project that has a covered environment.</summary>
    public int Touching(Level level, Target target, DateTimeOffset now)
    {
        var first = FirstCovering(level, target, now);
        if (target.Kind == TargetKind.Project)
        {
            first = Math.Min(first, FirstAt(PlaceKind.TouchedProject, target.ProjectId, level, now));
        }
        if (target.Kind == TargetKind.Environment)
        {
            first = Math.Min(first, FirstAt(PlaceKind.TouchedEnvironment, target.EnvironmentId, level, now));
        }
        return Good(first);
    }

    private int FirstCovering(Level level, Target target, DateTimeOffset now)
    {
        if (target.Kind == TargetKind.ForeignTool)
        {
            // No place holds it, the whole account neither: a grant names it or does not cover it.
            return _tools.TryGetValue(target.Id, out var naming) ? FirstGood(naming, level, now) : int.MaxValue;
        }
        if (target.AlsoProjects.Count > 0)
        {
            return FirstOfSeveral(level, target, now);
        }
        var first = FirstGood(_everywhere, level, now);
        first = Math.Min(first, FirstAt(PlaceKind.Project, target.ProjectId, level, now));
        first = Math.Min(first, FirstAt(PlaceKind.Environment, target.EnvironmentId, level, now));
        return Math.Min(first, FirstAt(PlaceKind.Job, target.JobId, level, now));
    }

    /// <summary>A thing of several projects lies in a rule that covers all of them: no single place finds it.</summary>
    private int FirstOfSeveral(Level level, Target target, DateTimeOffset now)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            if (_gates[i].IsGoodFor(level, now) && _rules[i].Scope.Covers(target))
            {
                return i;
            }
        }
        return int.MaxValue;
    }

    private int FirstAt(PlaceKind kind, long? place, Level level, DateTimeOffset now) =>
        place is { } id ? FirstGood(_places.At(kind, id), level, now) : int.MaxValue;

    private int FirstGood(ReadOnlySpan<int> rules, Level level, DateTimeOffset now)
    {
        foreach (var rule in rules)
        {
            if (_gates[rule].IsGoodFor(level, now))
            {
                return rule;
            }
        }
        return int.MaxValue;
    }

    private static int Good(int rule) => rule == int.MaxValue ? -1 : rule;
}
