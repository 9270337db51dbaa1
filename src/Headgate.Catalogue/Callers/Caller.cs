namespace Headgate.Catalogue;

/// <summary>Who is calling. Immutable; it may be kept for a short time and shared between calls.</summary>
public record Caller
{
    /// <summary>The caller of calls without a valid credential.</summary>
    public static Caller Anonymous { get; } =
        new()
        {
            Kind = CallerKind.Anonymous,
            Id = 0,
            Name = "unknown",
            AccountId = 0,
        };

    /// <summary>Which kind; it chooses the decider.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>The id of the agent or token.</summary>
    public required long Id { get; init; }

    /// <summary>The name that the record writes.</summary>
    public required string Name { get; init; }

    /// <summary>The one account that it may reach.</summary>
    public required long AccountId { get; init; }

    /// <summary>The account of this server that administers it: <see cref="AccountId"/>, unless its calls go elsewhere.</summary>
    public long HomeAccountId
    {
        get => field == 0 ? AccountId : field;
        init;
    }

    /// <summary>Where its calls go; null for this platform. <see cref="AccountId"/> is then the account's id there.</summary>
    public CallerUpstream? Upstream { get; init; }

    /// <summary>The user behind a personal token; null otherwise.</summary>
    public long? UserId { get; init; }

    /// <summary>In whose name it acts, the nearest first: a client, then the person who let it. Empty for an agent with a key of its own, and for people.</summary>
    public IReadOnlyList<Principal> Chain { get; init; } = [];

    /// <summary>The actor in sentences: <c>Agent "reader"</c>, <c>Agent "reader" by client "Claude" for "ann@example.com"</c>, <c>Service token "CI"</c>.</summary>
    public virtual string Actor =>
        Kind switch
        {
            CallerKind.Agent when Upstream is { } elsewhere => $"Agent \"{Name}\" of upstream \"{elsewhere.Name}\"{Behind}",
            CallerKind.Agent => $"Agent \"{Name}\"{Behind}",
            CallerKind.ServiceToken => $"Service token \"{Name}\"",
            CallerKind.PersonalToken => $"User \"{Name}\"",
            _ => "An unknown caller",
        };

    /// <summary>What it may; null for a caller that is not known.</summary>
    public IRights? Rights { get; init; }

    private string Behind => Chain.Count == 0 ? "" : string.Concat(Chain.Select(p => p.Phrase));
}
