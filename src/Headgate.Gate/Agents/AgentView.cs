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

    /// <summary>Where its calls go: <c>local</c>, or the name of an account elsewhere.</summary>
    public string Upstream { get; init; } = Store.Model.Agent.Local;

    /// <summary>Whether its keys are accepted.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Until when what its grants do not allow is let pass and recorded; null for never.</summary>
    public DateTimeOffset? ObserveUntil { get; init; }

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
