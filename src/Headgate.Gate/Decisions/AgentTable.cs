using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>
/// All grants of an agent, compiled: one flat array of rules per capability, with the answers that a yes needs made beforehand.
/// Immutable; a change of the grants makes a new one.
/// </summary>
public sealed class AgentTable : IRights
{
    private readonly CapabilityRules[] _rules;

    private AgentTable(string agent, long version, CapabilityRules[] rules)
    {
        Agent = agent;
        Version = version;
        _rules = rules;
    }

    /// <summary>Until when what the grants do not allow is let pass and recorded; null for never.</summary>
    internal DateTimeOffset? ObserveUntil { get; init; }

    /// <summary>The agent's name.</summary>
    public string Agent { get; }

    /// <summary>The version of the agent's grants that this is.</summary>
    public long Version { get; }

    long? IRights.Version => Version;

    /// <summary>An agent has no permission sets to hold; it may give rights where it may do everything itself and says so.</summary>
    public string? Lacking(PermissionGrant given, DateTimeOffset now) =>
        MayGiveRights(now) ? null : "rights that no grant of the agent has";

    /// <summary>Compiles grants; their order does not matter.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="version">The version of its grants.</param>
    /// <param name="grants">Its grants; those at level Off allow nothing and are left out.</param>
    /// <param name="places">What the account holds.</param>
    /// <param name="observeUntil">Until when what they do not allow is let pass and recorded; null for never.</param>
    public static AgentTable Compile(
        string agent,
        long version,
        IEnumerable<Grant> grants,
        AccountPlaces places,
        DateTimeOffset? observeUntil = null
    )
    {
        var all = grants.ToList();
        var granted = all.Where(g => g.Level != Level.Off && !g.IsDenial).ToLookup(g => g.Capability);
        var denied = all.Where(g => g.IsDenial).ToLookup(g => g.Capability);
        return new(agent, version, [.. Capabilities.All.Select(c => RulesFor(c, agent, granted[c], denied[c], places))])
        {
            ObserveUntil = observeUntil,
        };
    }

    /// <summary>The rules of a capability; none where nothing is granted.</summary>
    internal CapabilityRules For(Capability capability) =>
        _rules[capability.Number] is var rules && ReferenceEquals(rules.Capability, capability) ? rules : CapabilityRules.None;

    /// <summary>
    /// Whether it may give rights to others, whose acts the gate does not see: every capability that has places is granted in full, everywhere, right now, and making credentials too.
    /// </summary>
    internal bool MayGiveRights(DateTimeOffset now) =>
        Capabilities.All.All(c => c.IsGrantedByName || For(c).IsEverywhereFreely(Level.Full, now))
        && For(Capabilities.ServiceTokens)
            .Rules.Any(r =>
                r is { Conditions: null, Terms: null, Grant.Extras.IssueCredentials: true, Scope.IsEverywhere: true }
                && r.IsGoodFor(Level.Full, now)
            );

    private static CapabilityRules RulesFor(
        Capability capability,
        string agent,
        IEnumerable<Grant> grants,
        IEnumerable<Grant> denials,
        AccountPlaces places
    )
    {
        var rules = grants
            .Where(g => capability.Kind != CapabilityKind.Action || g.Level == Level.Full)
            // What asks for nothing comes first, so that nothing is asked for where it suffices.
            .OrderBy(g => !g.Extras.When.IsEmpty)
            .ThenBy(g => g.Id)
            .Select(g => new GrantRule(agent, g, RuleScope.Resolve(g.Places, places)))
            .ToArray();
        var taken = denials.Select(g => new GrantRule(agent, g, RuleScope.Resolve(g.Places, places))).ToArray();
        return rules.Length == 0 && taken.Length == 0
            ? CapabilityRules.None
            : new CapabilityRules(capability, rules, taken.Length == 0 ? null : new DeniedPlaces(taken, places));
    }
}
