using Headgate.Gate.Conditions;

namespace Headgate.Gate.Agents;

/// <summary>A grant to be put, in the whole account where it names no place. It replaces the agent's grant of the same capability at the same places.</summary>
/// <param name="Capability">The capability's id.</param>
/// <param name="Level"><c>off</c>, <c>read</c> or <c>full</c>; or <c>deny</c>, which takes the capability away at these places.</param>
public sealed record NewGrant(string Capability, string Level)
{
    /// <summary>Projects by id.</summary>
    public IReadOnlyList<long> ProjectIds { get; init; } = [];

    /// <summary>Environments by id.</summary>
    public IReadOnlyList<long> EnvironmentIds { get; init; } = [];

    /// <summary>Jobs by id.</summary>
    public IReadOnlyList<long> JobIds { get; init; } = [];

    /// <summary>Projects by name; a star stands for any text.</summary>
    public string? ProjectPattern { get; init; }

    /// <summary>Environments by name; a star stands for any text.</summary>
    public string? EnvironmentPattern { get; init; }

    /// <summary>Foreign tools by name.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Jobs by name; a star stands for any text.</summary>
    public string? JobPattern { get; init; }

    /// <summary>Override fields that a trigger may use.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Whether credentials may be made and rights be given.</summary>
    public bool IssueCredentials { get; init; }

    /// <summary>Under which conditions it holds.</summary>
    public GrantConditions When { get; init; } = new();

    /// <summary>Why it is granted.</summary>
    public string? Note { get; init; }

    /// <summary>Without effect from then on; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The version of the agent that the change was made from: it is refused where somebody else has changed the agent since. Null where that does not matter.</summary>
    public int? Version { get; init; }
}
