namespace Headgate.Gate.Agents;

/// <summary>An agent to be made.</summary>
/// <param name="Name">Its name, unique in the account.</param>
public sealed record NewAgent(string Name)
{
    /// <summary>What it does and for whom.</summary>
    public string? Description { get; init; }

    /// <summary>The person responsible for it.</summary>
    public string? Owner { get; init; }

    /// <summary>When its first key ends; null for never.</summary>
    public DateTimeOffset? KeyExpiresAt { get; init; }
}

/// <summary>A grant to be put. It replaces the agent's grant of the same capability at the same places.</summary>
/// <param name="Capability">The capability's id.</param>
/// <param name="Level"><c>off</c>, <c>read</c> or <c>full</c>.</param>
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

    /// <summary>Jobs by name; a star stands for any text.</summary>
    public string? JobPattern { get; init; }

    /// <summary>Override fields that a trigger may use.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Whether credentials may be made.</summary>
    public bool IssueCredentials { get; init; }

    /// <summary>Why it is granted.</summary>
    public string? Note { get; init; }

    /// <summary>Without effect from then on; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Why something was not done.</summary>
/// <param name="Field">The field at fault; null where the thing does not exist.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record AgentFault(string? Field, string Message);

/// <summary>What was made, or why not.</summary>
/// <param name="Value">What was made.</param>
/// <param name="Fault">Why not; null where it was made.</param>
public sealed record AgentResult<T>(T? Value, AgentFault? Fault)
    where T : class;
