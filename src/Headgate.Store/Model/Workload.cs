namespace Headgate.Store.Model;

/// <summary>A machine that acts as an agent with a token of its own issuer: which tokens those are.</summary>
public sealed class Workload : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The agent that it acts as.</summary>
    public long AgentId { get; set; }

    /// <summary>Name, unique in the account among active ones.</summary>
    public string Name { get; set; } = "";

    /// <summary>The issuer, exactly as it stands in its tokens.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Whom the tokens have to be for.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Who the tokens have to be about.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Further claims and the one value of each, as a JSON object; null for none.</summary>
    public string? Claims { get; set; }

    /// <summary>Where the issuer's keys are fetched; null where <see cref="Keys"/> holds them, or the issuer says where.</summary>
    public string? KeysUrl { get; set; }

    /// <summary>The issuer's keys, as a JSON Web Key Set; null where they are fetched.</summary>
    public string? Keys { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
