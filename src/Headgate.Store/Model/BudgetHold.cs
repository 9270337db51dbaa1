namespace Headgate.Store.Model;

/// <summary>What is taken of a day for a run that is to be started, until it is known whether there is one, and what it took.</summary>
public sealed class BudgetHold : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account.</summary>
    public long AccountId { get; set; }

    /// <summary>The agent's name.</summary>
    public string Agent { get; set; } = "";

    /// <summary>The day that they are counted in.</summary>
    public int Day { get; set; }

    /// <summary>The request that they were reserved for.</summary>
    public string RequestId { get; set; } = "";

    /// <summary>Minutes that are reserved.</summary>
    public long Minutes { get; set; }

    /// <summary>Warehouse seconds that are reserved.</summary>
    public long WarehouseSeconds { get; set; }

    /// <summary>The job; null where the call names none.</summary>
    public long? JobId { get; set; }

    /// <summary>The account elsewhere in which the run is; null for this platform.</summary>
    public long? UpstreamId { get; set; }

    /// <summary>The run; null where it is not known yet.</summary>
    public long? RunId { get; set; }

    /// <summary>When what the run took came in their place; null for not yet.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
