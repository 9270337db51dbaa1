namespace Headgate.WebConsole.Models;

/// <summary>An agent as a page shows it.</summary>
public sealed record AgentModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it does and for whom.</summary>
    public string? Description { get; init; }

    /// <summary>The person responsible.</summary>
    public string? Owner { get; init; }

    /// <summary>Where its calls go.</summary>
    public string Upstream { get; init; } = "local";

    /// <summary>Whether its keys are accepted.</summary>
    public bool Enabled { get; init; }

    /// <summary>Until when what its grants do not allow passes all the same, and is noted; null for never.</summary>
    public DateTimeOffset? ObserveUntil { get; init; }

    /// <summary>Grows with every change.</summary>
    public int Version { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last accepted call.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Its keys.</summary>
    public IReadOnlyList<KeyModel> Keys { get; init; } = [];

    /// <summary>Its grants.</summary>
    public IReadOnlyList<GrantModel> Grants { get; init; } = [];
}
