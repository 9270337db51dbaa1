using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Decisions;

/// <summary>
/// Judges a call by an agent's table. Pure: no clock, no I/O. Denied unless a grant allows it.
/// 403 where the agent lacks the right, 404 where the thing lies outside what it may see.
/// </summary>
internal static class GrantDecision
{
    /// <summary>The judgement.</summary>
    public static Decision Of(AgentTable table, in CallFacts call, DateTimeOffset now)
    {
        var operation = call.Operation;
        var level = operation.NeededLevel;
        if (operation.NeedsNoGrant)
        {
            return Decision.Allow("Everyone may know its own rights.");
        }
        if (operation.IsGateAdministration)
        {
            return Denials.WrongRealm(table);
        }
        var rules = table.For(operation.Capability);
        if (call.Target.Kind == TargetKind.Account && rules.DenialOf(call.Target, now) is { } denial)
        {
            return Denials.ExplicitlyDenied(table, operation, denial);
        }
        var any = rules.Any(level, now);
        if (any < 0)
        {
            return Denials.NotGranted(table, operation, rules, call.Target, now);
        }
        if (call.Anywhere)
        {
            return rules.Allow(any, level, now);
        }
        var rule = RuleFor(rules, call, level, now);
        if (rule < 0)
        {
            return Outside(table, rules, call, now);
        }
        var refusal = ArgumentRules.Refusal(table, rules, rule, call, now);
        if (refusal is not null && rules.Rules.Length > 1)
        {
            (rule, refusal) = AnotherRule(table, rules, rule, refusal, call, now);
        }
        return refusal ?? rules.Allow(rule, level, now, call.Address);
    }

    /// <summary>What one grant does not allow, another that covers the same place may; where none does, the first one's refusal stands.</summary>
    private static (int Rule, Decision? Refusal) AnotherRule(
        AgentTable table,
        CapabilityRules rules,
        int first,
        Decision refusal,
        in CallFacts call,
        DateTimeOffset now
    )
    {
        for (var i = 0; i < rules.Rules.Length; i++)
        {
            if (
                i != first
                && RuleFor(rules.Alone(i), call, call.Operation.NeededLevel, now) >= 0
                && ArgumentRules.Refusal(table, rules, i, call, now) is null
            )
            {
                return (i, null);
            }
        }
        return (first, refusal);
    }

    /// <summary>Whether a related thing of another capability may be shown: judged on its own place, as if it were asked for by itself.</summary>
    public static bool MaySee(AgentTable table, Capability capability, Target target, DateTimeOffset now) =>
        table.For(capability).TellsNow(Level.Read, target, now);

    private static int RuleFor(CapabilityRules rules, in CallFacts call, Level level, DateTimeOffset now)
    {
        var operation = call.Operation;
        if (operation.Listed || (operation.ConcernsParts && call.Arguments is null))
        {
            return call.Target.Kind != TargetKind.Account ? rules.Touching(level, call.Target, now)
                : ScopeRules.HasPlaces(operation.Capability) ? rules.Any(level, now)
                : rules.OfAccount(level, call.Target, now);
        }
        var covering =
            call.Target.Kind == TargetKind.Account ? rules.OfAccount(level, call.Target, now) : rules.Covering(level, call.Target, now);
        return covering >= 0 || (operation.Target.BodyField is null && !operation.ConcernsParts)
            ? covering
            : ByArguments(rules, call, level, now);
    }

    /// <summary>Something is made at a place that the body names: one of its references must lie in the grant.</summary>
    private static int ByArguments(CapabilityRules rules, in CallFacts call, Level level, DateTimeOffset now)
    {
        for (var i = 0; i < (call.Arguments?.References.Count ?? 0); i++)
        {
            if (call.Arguments!.References[i].Target is { } named && rules.Covering(level, named, now) is >= 0 and var rule)
            {
                return rule;
            }
        }
        return -1;
    }

    private static Decision Outside(AgentTable table, CapabilityRules rules, in CallFacts call, DateTimeOffset now)
    {
        var (operation, target) = (call.Operation, call.Target);
        if (rules.DenialOf(target, now) is { } denial && (target.Kind == TargetKind.Account || ScopeRules.MaySeeThing(table, target, now)))
        {
            return Denials.ExplicitlyDenied(table, operation, denial);
        }
        if (operation.Target.BodyField is not null && call.Arguments is not null)
        {
            return Denials.ArgumentOutside(table, operation, rules, ScopeRules.FirstOutside(rules, call, now), now);
        }
        if (target.Kind == TargetKind.Account)
        {
            return Denials.ScopeNotApplicable(table, operation, rules, now);
        }
        // Who may see the thing is told what is missing; who may not is told what a missing thing says.
        return ScopeRules.MaySeeThing(table, target, now)
            ? Denials.NotGrantedHere(table, operation, rules, target, now)
            : Decision.Deny(Reason.OutOfScope, Denials.OutOfScope(table, target, rules, now));
    }
}
