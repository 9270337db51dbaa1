using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Decisions;

/// <summary>What the body of an allowed call may say.</summary>
internal static class ArgumentRules
{
    /// <summary>The refusal of an argument, or null where all are fine.</summary>
    public static Decision? Refusal(AgentTable table, CapabilityRules rules, int rule, in CallFacts call, DateTimeOffset now)
    {
        if (call.Arguments is not { } arguments)
        {
            return null;
        }
        return ReferenceOutside(table, rules, call, arguments, now)
            ?? ListensToAll(table, rules, call, arguments, now)
            ?? OverrideNotGranted(table, rules.Rules[rule], call, arguments, now)
            ?? CredentialNotGranted(table, rules.Rules[rule], call, now);
    }

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
        foreach (var reference in arguments.References)
        {
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

    private static string? Naming(Operation operation) =>
        operation.Fields.All.FirstOrDefault(f => f.Names is not null)?.Name
        ?? (operation.References.Count > 0 ? operation.References[0].Field : null);

    private static Decision? OverrideNotGranted(
        AgentTable table,
        GrantRule rule,
        in CallFacts call,
        CallArguments arguments,
        DateTimeOffset now
    )
    {
        foreach (var field in call.Operation.Fields.All)
        {
            if (
                !field.IsOverride
                || !arguments.Sends(field)
                || rule.Grant.Extras.Overrides.Contains(field.Name, StringComparer.Ordinal)
                || table.For(Capabilities.Jobs).Covering(Level.Full, call.Target, now) >= 0
            )
            {
                continue;
            }
            return Denials.OverrideNotGranted(table, call.Target, field.Name);
        }
        return null;
    }

    /// <summary>A new token works without the gate: only who may do everything may make one, and only where the grant says so.</summary>
    private static Decision? CredentialNotGranted(AgentTable table, GrantRule rule, in CallFacts call, DateTimeOffset now)
    {
        if (call.Operation.Capability != Capabilities.ServiceTokens || call.Operation.Access != Access.Write)
        {
            return null;
        }
        if (!rule.Grant.Extras.IssueCredentials)
        {
            return Denials.CredentialsNotGranted(table);
        }
        return table.HasEverything(now) ? null : Denials.PrivilegeGrowth(table);
    }
}
