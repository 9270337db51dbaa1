namespace Headgate.Store.Model;

/// <summary>Why a run runs, with the overrides that were asked for.</summary>
public sealed class RunTrigger : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The job.</summary>
    public long JobDefinitionId { get; set; }

    /// <summary>The request that asked for the run; null where no call did.</summary>
    public string? RequestId { get; set; }

    /// <summary>Reason in words, at most 255 characters.</summary>
    public string Cause { get; set; } = "";

    /// <summary>api, ci, scheduled, ui, rerun, job completion, merge, exposures generated, adaptive or ingest.</summary>
    public string CauseCategory { get; set; } = "api";

    /// <summary>Branch asked for.</summary>
    public string? GitBranch { get; set; }

    /// <summary>Commit asked for.</summary>
    public string? GitSha { get; set; }

    /// <summary>Pull request at GitHub.</summary>
    public long? GithubPullRequestId { get; set; }

    /// <summary>Merge request at GitLab.</summary>
    public long? GitlabMergeRequestId { get; set; }

    /// <summary>Pull request at Azure DevOps.</summary>
    public long? AzurePullRequestId { get; set; }

    /// <summary>Pull request elsewhere.</summary>
    public long? NonNativePullRequestId { get; set; }

    /// <summary>Schema instead of the credentials'.</summary>
    public string? SchemaOverride { get; set; }

    /// <summary>Version of dbt instead of the job's.</summary>
    public string? DbtVersionOverride { get; set; }

    /// <summary>Threads instead of the job's.</summary>
    public int? ThreadsOverride { get; set; }

    /// <summary>Target instead of the job's.</summary>
    public string? TargetNameOverride { get; set; }

    /// <summary>Docs instead of the job's choice.</summary>
    public bool? GenerateDocsOverride { get; set; }

    /// <summary>Timeout in seconds instead of the job's.</summary>
    public int? TimeoutSecondsOverride { get; set; }

    /// <summary>Commands instead of the job's; null means the job's.</summary>
    public List<string>? StepsOverride { get; set; } = [];

    /// <summary>Run whose end triggered it.</summary>
    public long? ParentRunId { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
