namespace Headgate.Store.Model;

/// <summary>How many rows of a kind there are in a scope; kept by triggers in the transaction of the change, so that totals of lists cost one look-up.</summary>
public sealed class Counter
{
    /// <summary>Table that is counted, e.g. "runs".</summary>
    public string Kind { get; set; } = "";

    /// <summary>account, project, environment or job.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Id of the account, project, environment or job.</summary>
    public long ScopeId { get; set; }

    /// <summary>State that is counted (1 active, 2 deleted; of runs their status); 1 for tables without states.</summary>
    public int State { get; set; }

    /// <summary>The number.</summary>
    public long Value { get; set; }
}
