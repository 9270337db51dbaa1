namespace Headgate.Store.Model;

/// <summary>One customer of the platform: everything else belongs to an account.</summary>
public sealed class Account : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Public identifier, "act_" and base62 characters; used by webhooks.</summary>
    public string Identifier { get; set; } = "";

    /// <summary>Plan, e.g. "enterprise" or "team"; decides which permission sets exist.</summary>
    public string Plan { get; set; } = "enterprise";

    /// <summary>How many runs may execute at the same time.</summary>
    public int RunSlots { get; set; } = 5;

    /// <summary>How many runs may wait.</summary>
    public int QueueLimit { get; set; } = 50;

    /// <summary>Upper limit of a run's duration in seconds.</summary>
    public int RunDurationLimitSeconds { get; set; } = 86400;

    /// <summary>Memory a run asks for, in MiB.</summary>
    public int PodMemoryRequestMebibytes { get; set; } = 600;

    /// <summary>Licences for developers.</summary>
    public int DeveloperSeats { get; set; } = 10;

    /// <summary>Licences for readers.</summary>
    public int ReadOnlySeats { get; set; } = 50;

    /// <summary>Licences for IT administrators.</summary>
    public int ItSeats { get; set; } = 1;

    /// <summary>New runs are refused while true.</summary>
    public bool Locked { get; set; }

    /// <summary>Technical reason of the lock.</summary>
    public string? LockReason { get; set; }

    /// <summary>Reason of the lock as dbt names it.</summary>
    public string? LockCause { get; set; }

    /// <summary>New runs are refused until then.</summary>
    public DateTimeOffset? RunLockedUntil { get; set; }

    /// <summary>Whether all agents of the account are switched off.</summary>
    public bool AgentsOff { get; set; }

    /// <summary>Job whose docs are shown for the account.</summary>
    public long? DocsJobId { get; set; }

    /// <summary>Job whose source freshness is shown for the account.</summary>
    public long? FreshnessJobId { get; set; }

    /// <summary>Prefix of the access URL that never changes.</summary>
    public string? StaticSubdomain { get; set; }

    /// <summary>Prefix of the access URL chosen by the customer.</summary>
    public string? VanitySubdomain { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
