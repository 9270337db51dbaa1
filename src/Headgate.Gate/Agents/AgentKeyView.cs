namespace Headgate.Gate.Agents;

/// <summary>A key without its secret.</summary>
public sealed record AgentKeyView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The secret's last four characters.</summary>
    public required string Ends { get; init; }

    /// <summary><c>good</c>, <c>replaced</c> (good for the time of grace), <c>expired</c> or <c>revoked</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Refused from then on; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null where it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The networks that its calls may come from; empty for all.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}
