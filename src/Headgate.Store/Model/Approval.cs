namespace Headgate.Store.Model;

/// <summary>A question to a person: may an agent make exactly this call, once?</summary>
public sealed class Approval : IRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The agent that asks.</summary>
    public long AgentId { get; set; }

    /// <summary>The agent's name when it asked.</summary>
    public string AgentName { get; set; } = "";

    /// <summary>The account elsewhere that the call is meant for; null for this platform.</summary>
    public string? Upstream { get; set; }

    /// <summary>The operation's id.</summary>
    public string Operation { get; set; } = "";

    /// <summary>What the call is aimed at, in words.</summary>
    public string Target { get; set; } = "";

    /// <summary>The project of the target; null where it lies in none.</summary>
    public long? ProjectId { get; set; }

    /// <summary>The grant that asks for a person's yes.</summary>
    public long GrantId { get; set; }

    /// <summary>SHA-256 of the canonical call, in hexadecimal digits.</summary>
    public string Digest { get; set; } = "";

    /// <summary>What the yes rests on, as a JSON object: a digest of each thing that was looked up.</summary>
    public string Facts { get; set; } = "{}";

    /// <summary>What was sent, as a JSON object of names and texts, secrets masked.</summary>
    public string Arguments { get; set; } = "{}";

    /// <summary>What the call would do, in the gate's own words.</summary>
    public string Effect { get; set; } = "";

    /// <summary>waiting, approved, refused, spent, stale or withdrawn. Whether its time is over is told by <see cref="ExpiresAt"/>.</summary>
    public string Status { get; set; } = "waiting";

    /// <summary>How often the call was made while it waited.</summary>
    public int Asked { get; set; } = 1;

    /// <summary>Without effect from then on: the end of waiting, and after a yes the end of its use.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Minutes after a yes in which it can be used.</summary>
    public int UseMinutes { get; set; }

    /// <summary>When a person decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who decided, in words.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>The credential that decided, such as <c>service_token 12</c>.</summary>
    public string? DecidedWith { get; set; }

    /// <summary>What the person said to it.</summary>
    public string? Note { get; set; }

    /// <summary>When the call was made.</summary>
    public DateTimeOffset? SpentAt { get; set; }

    /// <summary>The request that used it.</summary>
    public string? SpentBy { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
