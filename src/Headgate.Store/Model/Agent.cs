namespace Headgate.Store.Model;

/// <summary>An AI agent or script that goes through the gate.</summary>
public sealed class Agent : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>Name, unique in the account among active agents.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it does and for whom.</summary>
    public string? Description { get; set; }

    /// <summary>The person responsible for it.</summary>
    public string? Owner { get; set; }

    /// <summary>The <see cref="Upstream"/> of agents that work in this platform.</summary>
    public const string Local = "local";

    /// <summary>Where its calls go: <see cref="Local"/>, or the name of an upstream.</summary>
    public string Upstream { get; set; } = Local;

    /// <summary>Its keys are accepted.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Until when what its grants do not allow is let pass and recorded; null for never.</summary>
    public DateTimeOffset? ObserveUntil { get; set; }

    /// <summary>Grows with every change of the agent, its keys or its grants.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Last accepted call, to the minute.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
