namespace Headgate.Gate.Upstreams.Accounts;

/// <summary>What the operator allows of accounts elsewhere.</summary>
public sealed record UpstreamSettings
{
    /// <summary>
    /// Whether an account elsewhere may be at a host that is not dbt's, also by http. Who administers an account of this server need not be who operates it, and such a host may
    /// be any that the server reaches.
    /// </summary>
    public bool AllowTestBeds { get; init; }
}
