using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Everything that executing a run needs to know, read once at its start.</summary>
internal sealed record RunPlan
{
    public required Run Run { get; init; }

    public required RunTrigger Trigger { get; init; }

    public required Job Job { get; init; }

    public required DbtEnvironment Environment { get; init; }

    public required Project Project { get; init; }

    public required Account Account { get; init; }

    public required Repository? Repository { get; init; }

    public required Connection? Connection { get; init; }

    public required Credential? Credential { get; init; }

    public required string? ExtendedAttributes { get; init; }

    /// <summary>Variables of dbt, the narrowest scope's value for each name.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The terms that it is held against before it does anything; null for none.</summary>
    public required string? Terms { get; init; }

    /// <summary>Pull request id, for continuous integration.</summary>
    public long? PullRequestId =>
        Trigger.GithubPullRequestId ?? Trigger.GitlabMergeRequestId ?? Trigger.AzurePullRequestId ?? Trigger.NonNativePullRequestId;

    /// <summary>The schema that models are built in instead of the credentials', or null.</summary>
    public string? SchemaOverride =>
        Trigger.SchemaOverride ?? (PullRequestId is { } pullRequest ? $"dbt_cloud_pr_{Job.Id}_{pullRequest}" : null);
}
