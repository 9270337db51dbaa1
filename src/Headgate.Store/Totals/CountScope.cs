namespace Headgate.Store.Totals;

/// <summary>By what a total is kept.</summary>
public enum CountScope
{
    /// <summary>All of an account.</summary>
    Account,

    /// <summary>Of a project.</summary>
    Project,

    /// <summary>Of an environment.</summary>
    Environment,

    /// <summary>Of a job.</summary>
    Job,
}
