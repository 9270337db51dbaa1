using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>An agent's rules for one capability, and what of a list they show together.</summary>
internal sealed class CapabilityRules
{
    private readonly PlaceIndex _places;
    private readonly DeniedPlaces? _denied;
    private readonly CapabilityRules?[]? _alone;
    private volatile Answers _answers;

    public CapabilityRules(Capability? capability, GrantRule[] rules, DeniedPlaces? denied = null)
    {
        Capability = capability;
        Rules = rules;
        _denied = denied;
        _alone = rules.Length > 1 ? new CapabilityRules?[rules.Length] : null;
        _places = new PlaceIndex(rules);
        HasConditions = Array.Exists(rules, r => r.Conditions is not null);
        _answers = AnswersAt(DateTimeOffset.MinValue);
    }

    public static CapabilityRules None { get; } = new(null, []);

    /// <summary>What the rules are for; null for those of nothing.</summary>
    public Capability? Capability { get; }

    public GrantRule[] Rules { get; }

    /// <summary>Whether any rule asks more of a call than its place.</summary>
    public bool HasConditions { get; }

    /// <inheritdoc cref="PlaceIndex.Covering"/>
    public int Covering(Level level, Target target, DateTimeOffset now) =>
        _denied?.Of(target, now) is not null ? -1 : _places.Covering(level, target, now);

    /// <inheritdoc cref="PlaceIndex.Touching"/>
    public int Touching(Level level, Target target, DateTimeOffset now) =>
        _denied?.Of(target, now) is not null ? -1 : _places.Touching(level, target, now);

    /// <summary>The first rule for the whole account, all of it, that is high enough and alive; −1 for none, and where any place is denied.</summary>
    public int Everywhere(Level level, DateTimeOffset now) => _denied?.AnyAt(now) == true ? -1 : _places.Everywhere(level, now);

    /// <summary>The first rule for what belongs to the account itself that is high enough and alive; −1 for none.</summary>
    public int OfAccount(Level level, Target account, DateTimeOffset now) =>
        _denied?.Of(account, now) is not null ? -1 : _places.Everywhere(level, now);

    /// <inheritdoc cref="PlaceIndex.Any"/>
    public int Any(Level level, DateTimeOffset now) => _places.Any(level, now);

    /// <summary>Whether a rule covers a thing that asks no more than the hours of now; where a call comes from is not known here.</summary>
    public bool CoversNow(Level level, Target target, DateTimeOffset now) =>
        Covering(level, target, now) is >= 0 and var rule && HoldsNow(rule, now);

    /// <summary>Whether a rule covers a thing now that hides no field of it: what stands inside another answer is masked by nobody.</summary>
    public bool TellsNow(Level level, Target target, DateTimeOffset now) =>
        (target.Kind == TargetKind.Account ? OfAccount(level, target, now) : Covering(level, target, now)) is >= 0 and var rule
        && HoldsNow(rule, now)
        && Rules[rule].Grant.Extras.When.Mask.Count == 0;

    /// <summary>Whether a rule covers a thing that asks nothing of calls.</summary>
    public bool CoversFreely(Level level, Target target, DateTimeOffset now) =>
        Covering(level, target, now) is >= 0 and var rule && IsFree(rule);

    /// <summary>Whether a rule is for the whole account, all of it, and asks nothing of calls.</summary>
    public bool IsEverywhereFreely(Level level, DateTimeOffset now) => Everywhere(level, now) is >= 0 and var rule && IsFree(rule);

    /// <summary>What denies a thing; null for nothing.</summary>
    public GrantRule? DenialOf(Target target, DateTimeOffset now) => _denied?.Of(target, now);

    /// <summary>What is left of a scope beside what is denied.</summary>
    public VisibleScope Narrow(VisibleScope scope, DateTimeOffset now) => _denied?.Narrow(scope, now) ?? scope;

    /// <summary>One of the rules, as if it were the only one.</summary>
    public CapabilityRules Alone(int rule) =>
        _alone is null ? this : _alone[rule] ??= new CapabilityRules(Capability, [Rules[rule]], _denied);

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

    /// <summary>The yes that a rule gives a call where rules have conditions: it shows what the rules that hold for this call show together.</summary>
    public Decision Allow(int rule, Level level, DateTimeOffset now, string? address)
    {
        if (!HasConditions)
        {
            return Allow(rule, level, now);
        }
        var shown = new List<GrantRule>();
        for (var i = 0; i < Rules.Length; i++)
        {
            if (
                i == rule
                || (
                    Rules[i].IsGoodFor(level, now)
                    && Rules[i].Terms is null
                    && Rules[i].Conditions?.HoldNow(address, now) != false
                    && HidesNoMore(Rules[i], Rules[rule])
                )
            )
            {
                shown.Add(Rules[i]);
            }
        }
        return Yes(Rules[rule], Union(shown, now));
    }

    /// <summary>What a rule shows stands beside what another shows only where it hides nothing that the other tells.</summary>
    private static bool HidesNoMore(GrantRule rule, GrantRule than) =>
        rule.Grant.Extras.When.Mask.All(than.Grant.Extras.When.Mask.Contains)
        && rule.Grant.Extras.When.Withhold.All(than.Grant.Extras.When.Withhold.Contains);

    private bool IsFree(int rule) => Rules[rule] is { Conditions: null, Terms: null };

    private bool HoldsNow(int rule, DateTimeOffset now) => Rules[rule].Terms is null && Rules[rule].Conditions?.HoldNow(null, now) != false;

    /// <summary>What the rules that are alive show together changes only when one of them ends; until then every yes is the same.</summary>
    private Answers AnswersAt(DateTimeOffset now)
    {
        var ends = Rules.Select(r => r.Grant.ExpiresAt).OfType<DateTimeOffset>().Concat(_denied?.Ends ?? []).ToList();
        var read = Union(Rules.Where(r => r.IsAlive(now)), now);
        var full = Union(Rules.Where(r => r.IsGoodFor(Level.Full, now)), now);
        return new Answers(
            ends.Where(e => e <= now).DefaultIfEmpty(DateTimeOffset.MinValue).Max(),
            ends.Where(e => e > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min(),
            [.. Rules.SelectMany(r => new[] { Yes(r, read), Yes(r, full) })]
        );
    }

    private static Decision Yes(GrantRule rule, VisibleScope scope) =>
        Decision.Allow(rule.Message, scope, rule.Text) with
        {
            Terms = rule.Terms,
            Metrics = rule.Grant.Extras.When.Metrics,
            Withheld = rule.Grant.Extras.When.Withhold,
            Masked = rule.Grant.Extras.When.Mask,
        };

    private VisibleScope Union(IEnumerable<GrantRule> rules, DateTimeOffset now)
    {
        var all = Union([.. rules.Select(r => r.Scope.Visible)]);
        return Narrow(all, now);
    }

    private static VisibleScope Union(List<VisibleScope> scopes)
    {
        if (scopes.Exists(s => s.All))
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
