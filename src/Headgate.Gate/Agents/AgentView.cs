namespace Headgate.Gate.Agents;

/// <summary>An agent as administrators see it.</summary>
public sealed record AgentView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    /// <summary>Its name, unique in the account.</summary>
    public required string Name { get; init; }

    /// <summary>What it does and for whom.</summary>
    public string? Description { get; init; }

    /// <summary>The person responsible for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether its keys are accepted.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Grows with every change of the agent, its keys or its grants; the record names it with each decision.</summary>
    public required int Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last accepted call, to the minute.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Its keys, without secrets.</summary>
    public required IReadOnlyList<AgentKeyView> Keys { get; init; }

    /// <summary>Its grants.</summary>
    public required IReadOnlyList<AgentGrantView> Grants { get; init; }
}

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
}

/// <summary>A grant as administrators see it.</summary>
public sealed record AgentGrantView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>The capability's id.</summary>
    public required string Capability { get; init; }

    /// <summary><c>off</c>, <c>read</c> or <c>full</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Projects by id.</summary>
    public required IReadOnlyList<long> ProjectIds { get; init; }

    /// <summary>Environments by id.</summary>
    public required IReadOnlyList<long> EnvironmentIds { get; init; }

    /// <summary>Jobs by id.</summary>
    public required IReadOnlyList<long> JobIds { get; init; }

    /// <summary>Projects by name.</summary>
    public string? ProjectPattern { get; init; }

    /// <summary>Environments by name.</summary>
    public string? EnvironmentPattern { get; init; }

    /// <summary>Jobs by name.</summary>
    public string? JobPattern { get; init; }

    /// <summary>Override fields that a trigger may use.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>Whether credentials may be made.</summary>
    public bool IssueCredentials { get; init; }

    /// <summary>Why it was granted.</summary>
    public string? Note { get; init; }

    /// <summary>Without effect from then on; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who granted it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The grant in words: <c>runs read in project 10</c>.</summary>
    public required string Sentence { get; init; }
}

/// <summary>A key with its secret, which is shown this once.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Key">The key.</param>
/// <param name="Secret">What the agent sends.</param>
public sealed record IssuedKey(AgentView Agent, AgentKeyView Key, Catalogue.Secret Secret);
