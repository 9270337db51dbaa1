namespace Headgate.Platform.Runs.Queue;

/// <summary>What somebody asks for when triggering a job. Null means "as the job says".</summary>
public sealed record RunRequest
{
    /// <summary>The job.</summary>
    public required long JobId { get; init; }

    /// <summary>Reason in words; cut to 255 characters.</summary>
    public string Cause { get; set; } = "";

    /// <summary>Category of the reason as dbt names it.</summary>
    public string CauseCategory { get; init; } = "api";

    /// <summary>Who asks.</summary>
    public required RunActor Actor { get; init; }

    /// <summary>Commit to check out.</summary>
    public string? GitSha { get; set; }

    /// <summary>The commit that a person agreed to, where the branch could move; null where nobody was asked.</summary>
    public string? AgreedSha { get; init; }

    /// <summary>The request by which somebody asks; null where no call does.</summary>
    public string? RequestId { get; init; }

    /// <summary>The terms that the run is held against before it does anything; null for none.</summary>
    public string? Terms { get; init; }

    /// <summary>Branch to check out.</summary>
    public string? GitBranch { get; set; }

    /// <summary>Schema instead of the credentials'.</summary>
    public string? SchemaOverride { get; set; }

    /// <summary>Version of dbt.</summary>
    public string? DbtVersionOverride { get; set; }

    /// <summary>Threads.</summary>
    public int? ThreadsOverride { get; set; }

    /// <summary>Target.</summary>
    public string? TargetNameOverride { get; set; }

    /// <summary>Whether docs are generated.</summary>
    public bool? GenerateDocsOverride { get; set; }

    /// <summary>Timeout in seconds.</summary>
    public int? TimeoutSecondsOverride { get; set; }

    /// <summary>Commands; an empty list counts as null.</summary>
    public IReadOnlyList<string>? StepsOverride { get; set; }

    /// <summary>Pull request at GitHub.</summary>
    public long? GithubPullRequestId { get; set; }

    /// <summary>Merge request at GitLab.</summary>
    public long? GitlabMergeRequestId { get; set; }

    /// <summary>Pull request at Azure DevOps.</summary>
    public long? AzurePullRequestId { get; set; }

    /// <summary>Pull request elsewhere.</summary>
    public long? NonNativePullRequestId { get; set; }

    /// <summary>The run that is retried; its settings go before the job's.</summary>
    public RetriedRun? Retried { get; init; }

    /// <summary>What the caller may do; null for the platform itself, which may do all of it.</summary>
    public RunRights? Rights { get; init; }

    /// <summary>Planned start of a scheduled run.</summary>
    public DateTimeOffset? ShouldStartAt { get; init; }

    /// <summary>Run whose end triggers this one.</summary>
    public long? ParentRunId { get; init; }

    /// <summary>Whether the run belongs to a pull request.</summary>
    public bool IsPullRequest =>
        GithubPullRequestId is not null
        || GitlabMergeRequestId is not null
        || AzurePullRequestId is not null
        || NonNativePullRequestId is not null;

    /// <summary>The same request as a retry of a run: given what that run was given, so that its trigger shows that and nothing else.</summary>
    internal RunRequest Retrying(RetriedRun retried)
    {
        var given = retried.Trigger;
        return this with
        {
            Retried = retried,
            GitSha = given.GitSha,
            GitBranch = given.GitBranch,
            SchemaOverride = given.SchemaOverride,
            DbtVersionOverride = given.DbtVersionOverride,
            ThreadsOverride = given.ThreadsOverride,
            TargetNameOverride = given.TargetNameOverride,
            GenerateDocsOverride = given.GenerateDocsOverride,
            TimeoutSecondsOverride = given.TimeoutSecondsOverride,
            StepsOverride = given.StepsOverride,
            GithubPullRequestId = given.GithubPullRequestId,
            GitlabMergeRequestId = given.GitlabMergeRequestId,
            AzurePullRequestId = given.AzurePullRequestId,
            NonNativePullRequestId = given.NonNativePullRequestId,
            ParentRunId = given.ParentRunId,
        };
    }
}
