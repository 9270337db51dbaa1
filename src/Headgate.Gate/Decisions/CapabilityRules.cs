using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>An agent's rules for one capability, and what of a list they show together.</summary>
internal sealed class CapabilityRules
{
    private readonly PlaceIndex _places;
    private volatile Answers _answers;

    public CapabilityRules(Capability? capability, GrantRule[] rules)
    {
        Capability = capability;
        Rules = rules;
        _places = new PlaceIndex(rules);
        _answers = AnswersAt(DateTimeOffset.MinValue);
    }

    public static CapabilityRules None { get; } = new(null, []);

    /// <summary>What the rules are for; null for those of nothing.</summary>
    public Capability? Capability { get; }

    public GrantRule[] Rules { get; }

    /// <inheritdoc cref="PlaceIndex.Covering"/>
    public int Covering(Level level, Target target, DateTimeOffset now) => _places.Covering(level, target, now);

    /// <inheritdoc cref="PlaceIndex.Touching"/>
    public int Touching(Level level, Target target, DateTimeOffset now) => _places.Touching(level, target, now);

    /// <inheritdoc cref="PlaceIndex.Everywhere"/>
    public int Everywhere(Level level, DateTimeOffset now) => _places.Everywhere(level, now);

    /// <inheritdoc cref="PlaceIndex.Any"/>
    public int Any(Level level, DateTimeOffset now) => _places.Any(level, now);

    /// <summary>The yes that a rule gives, made beforehand.</summary>
    public Decision Allow(int rule, Level level, DateTimeOffset now)
    {
        var answers = _answers;
        if (now < answers.From || now >= answers.Until)
        {
            _answers = answers = AnswersAt(now);
        }
        return answers.Yes[(rule * 2) + (level == Level.Full ? 1 : 0)];
    }

    /// <summary>What the rules that are alive show together changes only when one of them ends; until then every yes is the same.</summary>
    private Answers AnswersAt(DateTimeOffset now)
    {
        var ends = Rules.Select(r => r.Grant.ExpiresAt).OfType<DateTimeOffset>().ToList();
        var read = Union(Rules.Where(r => r.IsAlive(now)));
        var full = Union(Rules.Where(r => r.IsGoodFor(Level.Full, now)));
        return new Answers(
            ends.Where(e => e <= now).DefaultIfEmpty(DateTimeOffset.MinValue).Max(),
            ends.Where(e => e > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min(),
            [.. Rules.SelectMany(r => new[] { Yes(r, read), Yes(r, full) })]
        );
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

    private sealed record Answers(DateTimeOffset From, DateTimeOffset Until, Decision[] Yes);
}
