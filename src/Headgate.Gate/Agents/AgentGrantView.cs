using Headgate.Gate.Conditions;

namespace Headgate.Gate.Agents;

/// <summary>A grant as administrators see it.</summary>
public sealed record AgentGrantView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>The capability's id.</summary>
    public required string Capability { get; init; }

    /// <summary><c>read</c>, <c>full</c> or <c>deny</c>.</summary>
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

    /// <summary>Foreign tools by name.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Override fields that a trigger may use.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>Whether credentials may be made.</summary>
    public bool IssueCredentials { get; init; }

    /// <summary>Under which conditions it holds; null for none.</summary>
    public GrantConditions? When { get; init; }

    /// <summary>Why it was granted.</summary>
    public string? Note { get; init; }

    /// <summary>Without effect from then on; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who granted it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>What of its places matches nothing now: <c>project 99</c>, <c>jobs named "Nightli*"</c>. Empty where everything does.</summary>
    public IReadOnlyList<string> Unmatched { get; init; } = [];

    /// <summary>The grant in words: <c>runs read in project 10</c>.</summary>
    public required string Sentence { get; init; }
}
