using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Wire;

namespace Headgate.Gate.Decisions;

/// <summary>What an allowed call may say, and what it may lead to.</summary>
internal static class ArgumentRules
{
    /// <summary>The refusal of an argument, or of what the act could lead to; null where all is fine.</summary>
    public static Decision? Refusal(AgentTable table, CapabilityRules rules, int rule, in CallFacts call, DateTimeOffset now)
    {
        if ((CredentialsNotGranted(table, rules.Rules[rule], call) ?? ConditionNotMet(table, rules.Rules[rule], call, now)) is { } refusal)
        {
            return refusal;
        }
        if (call.Arguments is not { } arguments)
        {
            return null;
        }
        return ReferenceOutside(table, rules, call, arguments, now)
            ?? ListensToAll(table, rules, call, arguments, now)
            ?? OverrideNotGranted(table, rules.Rules[rule], call, arguments, now)
            ?? RightsNotHeld(table, call, arguments, now);
    }

    private static Decision? ConditionNotMet(AgentTable table, GrantRule rule, in CallFacts call, DateTimeOffset now) =>
        rule.Conditions?.FaultOf(new ConditionFacts(call.Operation, call.Arguments?.Source, call.Address, now)) is { } fault
            ? Denials.ConditionNotMet(table, call.Operation, rule, fault)
            : null;

    private static Decision? ReferenceOutside(
        AgentTable table,
        CapabilityRules rules,
        in CallFacts call,
        CallArguments arguments,
        DateTimeOffset now
    )
    {
        var level = call.Operation.NeededLevel;
        if (rules.Everywhere(level, now) >= 0)
        {
            return null;
        }
        for (var i = 0; i < arguments.References.Count; i++)
        {
            var reference = arguments.References[i];
            var inside =
                reference.Target is { } named
                && (rules.Touching(level, named, now) >= 0 || (named.ProjectId is null && ScopeRules.MaySeeThing(table, named, now)));
            if (!inside)
            {
                return Denials.ArgumentOutside(table, call.Operation, rules, reference.Field, now);
            }
        }
        return null;
    }

    /// <summary>A subscription that names no job hears of all jobs of the account.</summary>
    private static Decision? ListensToAll(
        AgentTable table,
        CapabilityRules rules,
        in CallFacts call,
        CallArguments arguments,
        DateTimeOffset now
    ) =>
        call.Operation.Capability == Capabilities.WebhookSubscriptions
        && Naming(call.Operation) is { } field
        && arguments.References.Count == 0
        && rules.Everywhere(call.Operation.NeededLevel, now) < 0
            ? Denials.ArgumentOutside(table, call.Operation, rules, field, now)
            : null;

    private static string? Naming(Operation operation) => operation.Fields.All.FirstOrDefault(f => f.Names is not null)?.Name;

    private static Decision? OverrideNotGranted(
        AgentTable table,
        GrantRule rule,
        in CallFacts call,
        CallArguments arguments,
        DateTimeOffset now
    )
    {
        var fields = call.Operation.Fields.All;
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (
                !field.IsOverride
                || !arguments.Sends(field)
                || rule.Grant.Extras.Overrides.Contains(field.Name, StringComparer.Ordinal)
                || table.For(Capabilities.Jobs).CoversFreely(Level.Full, call.Target, now)
            )
            {
                continue;
            }
            return Denials.OverrideNotGranted(table, call.Target, field.Name);
        }
        return null;
    }

    /// <summary>Whoever holds a token works without the gate, and whoever revokes one stops others: more than reading them needs a grant that says so.</summary>
    private static Decision? CredentialsNotGranted(AgentTable table, GrantRule rule, in CallFacts call) =>
        call.Operation.Capability == Capabilities.ServiceTokens
        && call.Operation.Access == Access.Write
        && !rule.Grant.Extras.IssueCredentials
            ? Denials.CredentialsNotGranted(table)
            : null;

    /// <summary>A token, or the members of a group, then act without the gate: only who may do everything may give them rights, or change a token otherwise than by revoking it.</summary>
    private static Decision? RightsNotHeld(AgentTable table, in CallFacts call, CallArguments arguments, DateTimeOffset now)
    {
        var operation = call.Operation;
        var gives = operation.GivesRights is { } given
            ? given(arguments.Source)
            : operation.Capability == Capabilities.ServiceTokens
                && operation.Access == Access.Write
                && !(operation.DeletionSentence is not null && BodyFields.Deletes(arguments.Source));
        return gives && !table.MayGiveRights(now) ? Denials.PrivilegeGrowth(table, operation) : null;
    }
}
