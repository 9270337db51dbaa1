namespace Headgate.Store.Model;

/// <summary>What an agent may do, and where. Empty lists and a null pattern do not narrow.</summary>
public sealed class AgentGrant : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The agent.</summary>
    public long AgentId { get; set; }

    /// <summary>Id of the capability, e.g. "runs" or "trigger_run".</summary>
    public string Capability { get; set; } = "";

    /// <summary>off, read or full.</summary>
    public string Level { get; set; } = "off";

    /// <summary>Projects by id.</summary>
    public List<long> ProjectIds { get; set; } = [];

    /// <summary>Environments by id.</summary>
    public List<long> EnvironmentIds { get; set; } = [];

    /// <summary>Jobs by id.</summary>
    public List<long> JobIds { get; set; } = [];

    /// <summary>Projects by name; * stands for any text.</summary>
    public string? ProjectPattern { get; set; }

    /// <summary>Environments by name; * stands for any text.</summary>
    public string? EnvironmentPattern { get; set; }

    /// <summary>Jobs by name; * stands for any text.</summary>
    public string? JobPattern { get; set; }

    /// <summary>Foreign tools by name.</summary>
    public List<string> Tools { get; set; } = [];

    /// <summary>More conditions, as JSON.</summary>
    public string? Rules { get; set; }

    /// <summary>Why it was granted.</summary>
    public string? Note { get; set; }

    /// <summary>Without effect from then on; null means never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Who granted it.</summary>
    public string? CreatedBy { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
