using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>An agent's rules for one capability, and what of a list they show together.</summary>
internal sealed class CapabilityRules
{
    private readonly Decision[] allowed;
    private readonly bool mayEnd;

    public CapabilityRules(GrantRule[] rules)
    {
        Rules = rules;
        mayEnd = rules.Any(r => r.Grant.ExpiresAt is not null);
        var read = Union(rules);
        var full = Union(rules.Where(r => r.Grant.Level == Level.Full));
        allowed = [.. rules.SelectMany(r => new[] { Yes(r, read), Yes(r, full) })];
    }

    public static CapabilityRules None { get; } = new([]);

    public GrantRule[] Rules { get; }

    /// <summary>The first rule that is high enough, alive and covers the target; −1 for none.</summary>
    public int Covering(Level level, Target target, DateTimeOffset now) => Find(level, now, target, static (scope, t) => scope.Covers(t));

    /// <summary>The first rule that is high enough, alive and covers or touches the target; −1 for none.</summary>
    public int Touching(Level level, Target target, DateTimeOffset now) => Find(level, now, target, static (scope, t) => scope.Touches(t));

    /// <summary>The first rule that is high enough and alive; −1 for none.</summary>
    public int Any(Level level, DateTimeOffset now)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            if (Rules[i].IsGoodFor(level, now))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The first rule for the whole account that is high enough and alive; −1 for none.</summary>
    public int Everywhere(Level level, DateTimeOffset now)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            if (Rules[i].Scope.IsEverywhere && Rules[i].IsGoodFor(level, now))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The yes that a rule gives; made beforehand unless a grant can end.</summary>
    public Decision Allow(int rule, Level level, DateTimeOffset now) =>
        mayEnd ? Yes(Rules[rule], Union(Rules.Where(r => r.IsGoodFor(level, now)))) : allowed[(rule * 2) + (level == Level.Full ? 1 : 0)];

    private int Find(Level level, DateTimeOffset now, Target target, Func<RuleScope, Target, bool> fits)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            if (Rules[i].IsGoodFor(level, now) && fits(Rules[i].Scope, target))
            {
                return i;
            }
        }
        return -1;
    }

    private static Decision Yes(GrantRule rule, VisibleScope scope) => Decision.Allow(rule.Message, scope, rule.Text);

    private static VisibleScope Union(IEnumerable<GrantRule> rules)
    {
        var scopes = rules.Select(r => r.Scope.Visible).ToList();
        if (scopes.Any(s => s.All))
        {
            return VisibleScope.Everything;
        }
        return scopes.Count switch
        {
            0 => VisibleScope.Nothing,
            1 => scopes[0],
            _ => new VisibleScope
            {
                Projects = scopes.SelectMany(s => s.Projects).ToFrozenSet(),
                Environments = scopes.SelectMany(s => s.Environments).ToFrozenSet(),
                Jobs = scopes.SelectMany(s => s.Jobs).ToFrozenSet(),
            },
        };
    }
}
