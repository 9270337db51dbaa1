using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>A grant, ready to be asked.</summary>
internal sealed class GrantRule
{
    public GrantRule(string agent, Grant grant, RuleScope scope)
    {
        Grant = grant;
        Scope = scope;
        Text = $"{grant.Id}: {grant.Capability.Id} {(grant.Level == Level.Full ? "full" : "read")} in {grant.Places.Describe()}";
        Message = $"Agent \"{agent}\" has grant {Text}.";
    }

    public Grant Grant { get; }

    public RuleScope Scope { get; }

    /// <summary>The grant in words.</summary>
    public string Text { get; }

    /// <summary>The grant as the reason of a yes.</summary>
    public string Message { get; }

    public bool IsGoodFor(Level level, DateTimeOffset now) => Grant.Level >= level && IsAlive(now);

    public bool IsAlive(DateTimeOffset now) => Grant.ExpiresAt is not { } end || now < end;
}
