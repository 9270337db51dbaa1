using Headgate.Catalogue;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Decisions;

/// <summary>A grant, ready to be asked.</summary>
internal sealed class GrantRule
{
    public GrantRule(string agent, Grant grant, RuleScope scope)
    {
        Grant = grant;
        Scope = scope;
        Conditions = grant.Extras.When.IsEmpty ? null : CompiledConditions.Of(grant.Extras.When);
        Terms = GrantTerms.Of(grant);
        Text =
            $"{grant.Id}: {grant.Capability.Id} {(grant.IsDenial ? "denied" : grant.Level == Level.Full ? "full" : "read")} in "
            + $"{grant.Places.Describe()}{grant.Extras.When.Describe()}";
        Message = $"Agent \"{agent}\" has grant {Text}.";
    }

    public Grant Grant { get; }

    public RuleScope Scope { get; }

    /// <summary>What a call has to fulfil by itself; null for nothing.</summary>
    public CompiledConditions? Conditions { get; }

    /// <summary>What is asked of the store before an allowed call is done; null for nothing.</summary>
    public GrantTerms? Terms { get; }

    /// <summary>The grant in words.</summary>
    public string Text { get; }

    /// <summary>The grant as the reason of a yes.</summary>
    public string Message { get; }

    public bool IsGoodFor(Level level, DateTimeOffset now) => Grant.Level >= level && IsAlive(now);

    public bool IsAlive(DateTimeOffset now) => Grant.ExpiresAt is not { } end || now < end;
}
