namespace Headgate.Store.Model;

/// <summary>A permission set that somebody holds, for all projects or one.</summary>
public interface IPermissionSetRow : IAccountRow, ITimestamped
{
    /// <summary>Name of the permission set, e.g. "job_admin".</summary>
    string PermissionSet { get; }

    /// <summary>Applies to every project.</summary>
    bool AllProjects { get; }

    /// <summary>The only project it applies to.</summary>
    long? ProjectId { get; }

    /// <summary>Categories of environments that may be written; empty opens none.</summary>
    List<string> WritableEnvironmentCategories { get; }
}
