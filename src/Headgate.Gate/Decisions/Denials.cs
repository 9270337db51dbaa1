using Headgate.Catalogue;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Decisions;

/// <summary>Refusals in words: what was refused, and which grant would allow it.</summary>
internal static class Denials
{
    public static Decision WrongRealm(AgentTable table) =>
        Decision.Deny(
            Reason.WrongRealm,
            $"Agent \"{table.Agent}\" may not administer the gate; no grant allows that. Use a token with the permission set Account Admin."
        );

    public static Decision NotAtUpstream(Caller caller, Operation operation, CallerUpstream upstream) =>
        Decision.Deny(
            Reason.NotAtUpstream,
            $"{caller.Actor} may not {LowerFirst(operation.Summary.TrimEnd('.'))}: the gate does not send \"{operation.Id}\" on to accounts elsewhere, "
                + $"as it cannot judge yet what \"{upstream.Name}\" would answer. No grant allows it; docs/upstreams.md lists what is sent on."
        );

    public static Decision NotGranted(AgentTable table, Operation operation, CapabilityRules rules, Target target, DateTimeOffset now)
    {
        var capability = operation.Capability;
        var ended = rules.Rules.FirstOrDefault(r => r.Grant.Level >= operation.NeededLevel && !r.IsAlive(now));
        if (ended is not null)
        {
            return Decision.Deny(
                Reason.GrantExpired,
                $"{Act(table, operation)}: the grant {ended.Text} ended at {ended.Grant.ExpiresAt:yyyy-MM-dd HH:mm} UTC. {Would(table, operation, target)}"
            );
        }
        if (capability.Kind == CapabilityKind.Action)
        {
            return Decision.Deny(
                Reason.ActionNotGranted,
                $"{Act(table, operation)}: the action \"{capability.Name}\" is off for it. {Would(table, operation, target)}"
            );
        }
        return rules.Any(Level.Read, now) >= 0
            ? Decision.Deny(
                Reason.ReadOnly,
                $"{Act(table, operation)}: it may only read \"{capability.Name}\". {Would(table, operation, target)}"
            )
            : Decision.Deny(
                Reason.AreaOff,
                $"{Act(table, operation)}: \"{capability.Name}\" is off for it. {Would(table, operation, target)}"
            );
    }

    public static Decision NotGrantedHere(AgentTable table, Operation operation, CapabilityRules rules, Target target, DateTimeOffset now)
    {
        var reason = operation.Capability.Kind == CapabilityKind.Action ? Reason.ActionNotGranted : Reason.ReadOnly;
        return Decision.Deny(
            reason,
            $"{Act(table, operation)} at {target.Describe()}: \"{operation.Capability.Name}\" is granted to it only in {Places(rules, operation, now)}. "
                + Would(table, operation, target)
        );
    }

    public static Decision ScopeNotApplicable(AgentTable table, Operation operation, CapabilityRules rules, DateTimeOffset now) =>
        Decision.Deny(
            Reason.ScopeNotApplicable,
            $"{Act(table, operation)}: that concerns the whole account, but \"{operation.Capability.Name}\" is granted to it only in "
                + $"{Places(rules, operation, now)}. {Would(table, operation, null)}"
        );

    public static Decision ArgumentOutside(
        AgentTable table,
        Operation operation,
        CapabilityRules rules,
        string field,
        DateTimeOffset now
    ) =>
        Decision.Deny(
            Reason.ArgumentOutOfScope,
            $"{Act(table, operation)} with this \"{field}\": it must name something in {Places(rules, operation, now)}. "
                + "An administrator can widen the grant."
        ) with
        {
            Argument = field,
        };

    public static Decision OverrideNotGranted(AgentTable table, Target target, string field) =>
        Decision.Deny(
            Reason.ArgumentNotGranted,
            $"Agent \"{table.Agent}\" may trigger {target.Describe()} only as it is; the argument \"{field}\" would change what it does. "
                + $"A grant of the trigger that names the override \"{field}\", or \"Jobs\" in full for this job, would allow it."
        ) with
        {
            Argument = field,
        };

    public static Decision CredentialsNotGranted(AgentTable table) =>
        Decision.Deny(
            Reason.ActionNotGranted,
            $"Agent \"{table.Agent}\" may not make, change or revoke service tokens: a token works without the gate, so this is off even where \"Service tokens\" "
                + "is granted in full. A grant with \"issue_credentials\" would allow it."
        );

    public static Decision ExplicitlyDenied(AgentTable table, Operation operation, GrantRule denial) =>
        Decision.Deny(
            Reason.ExplicitDeny,
            $"{Act(table, operation)}: grant {denial.Text} takes it away, whatever else is granted. An administrator can remove that grant."
        ) with
        {
            Grant = denial.Text,
        };

    public static Decision ConditionNotMet(AgentTable table, Operation operation, GrantRule rule, ConditionFault fault) =>
        Decision.Deny(
            fault.Reason,
            $"{Act(table, operation)} in this way: {fault.Text}. That is a condition of grant {rule.Grant.Id}; an administrator can change it."
        ) with
        {
            Grant = rule.Text,
            Argument = fault.Field,
        };

    public static Decision PrivilegeGrowth(AgentTable table, Operation operation) =>
        Decision.Deny(
            Reason.ArgumentNotGranted,
            $"Agent \"{table.Agent}\" may not give rights: a token or a person could then do more than itself. Only an agent with every capability in full, "
                + "account-wide, and with \"issue_credentials\" for service tokens may."
        ) with
        {
            Argument = operation.Capability == Capabilities.ServiceTokens ? "permission_grants" : null,
        };

    /// <summary>For the record only: the caller reads what a missing thing says.</summary>
    public static string OutOfScope(AgentTable table, Target target, CapabilityRules rules, DateTimeOffset now) =>
        rules.DenialOf(target, now) is { } denial
            ? $"Agent \"{table.Agent}\" may not see {target.Describe()}: grant {denial.Text} takes it away."
            : $"Agent \"{table.Agent}\" may not see {target.Describe()}: its grants hold only in {Places(rules, null, now)}.";

    private static string Act(AgentTable table, Operation operation) =>
        $"Agent \"{table.Agent}\" may not {LowerFirst(operation.Summary.TrimEnd('.'))}";

    private static string Would(AgentTable table, Operation operation, Target? target)
    {
        var level = operation.NeededLevel == Level.Full ? "full" : "read";
        var place = target switch
        {
            _ when operation.Capability.IsGrantedByName => " --tool NAME",
            { ProjectId: { } project } when ScopeRules.HasPlaces(operation.Capability) => $" --project {project}",
            _ => " --everywhere",
        };
        return $"It needs the grant {operation.Capability.Id}={level}: headgate agent grant {Quote(table.Agent)} {operation.Capability.Id}={level}{place} (the agent can ask for it with gate.requests.create)";
    }

    private static string Places(CapabilityRules rules, Operation? operation, DateTimeOffset now) =>
        string.Join(
            " or ",
            rules
                .Rules.Where(r => r.IsGoodFor(operation?.NeededLevel ?? Level.Read, now))
                .Select(r => r.Grant.Places.Describe())
                .Distinct()
                .Take(5)
        );

    /// <summary>A summary as the middle of a sentence.</summary>
    public static string LowerFirst(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static string Quote(string name) => name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) ? $"'{name}'" : name;
}
