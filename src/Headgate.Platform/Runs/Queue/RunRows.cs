using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>The rows of a new run.</summary>
internal static class RunRows
{
    private const int CauseLength = 255;

    /// <summary>The trigger: what was asked for, and nothing that nobody gave.</summary>
    public static RunTrigger NewTrigger(Job job, RunRequest request, DateTimeOffset now) =>
        new()
        {
            AccountId = job.AccountId,
            JobDefinitionId = job.Id,
            RequestId = request.RequestId,
            Cause = request.Cause.Length <= CauseLength ? request.Cause : request.Cause[..CauseLength],
            CauseCategory = request.CauseCategory,
            GitBranch = request.GitBranch,
            GitSha = request.GitSha,
            GithubPullRequestId = request.GithubPullRequestId,
            GitlabMergeRequestId = request.GitlabMergeRequestId,
            AzurePullRequestId = request.AzurePullRequestId,
            NonNativePullRequestId = request.NonNativePullRequestId,
            SchemaOverride = request.SchemaOverride,
            DbtVersionOverride = request.DbtVersionOverride,
            ThreadsOverride = request.ThreadsOverride,
            TargetNameOverride = request.TargetNameOverride,
            GenerateDocsOverride = request.GenerateDocsOverride,
            TimeoutSecondsOverride = request.TimeoutSecondsOverride,
            StepsOverride = request.StepsOverride is { Count: > 0 } steps ? [.. steps] : null,
            ParentRunId = request.ParentRunId,
            CreatedAt = now,
        };

    /// <summary>The run. A retry has the settings of the run that it repeats, whatever the job says by now.</summary>
    /// <param name="job">The job.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="trigger">The trigger's row.</param>
    /// <param name="version">The version of dbt that will run.</param>
    public static Run NewRun(Job job, DbtEnvironment environment, RunRequest request, RunTrigger trigger, string version)
    {
        var again = request.Retried?.Run;
        return new()
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            EnvironmentId = job.EnvironmentId,
            JobDefinitionId = job.Id,
            TriggerId = trigger.Id,
            DbtVersion = again?.DbtVersion ?? version,
            GitBranch = again is not null
                ? again.GitBranch
                : request.GitBranch ?? (environment.UseCustomBranch ? environment.CustomBranch : null),
            GitSha = again is not null ? again.GitSha : request.GitSha ?? request.AgreedSha,
            Commands = [.. again?.Commands ?? trigger.StepsOverride ?? job.ExecuteSteps],
            GenerateDocs = again?.GenerateDocs ?? request.GenerateDocsOverride ?? job.GenerateDocs,
            GenerateSources = again?.GenerateSources ?? job.RunGenerateSources,
            Threads = again?.Threads ?? request.ThreadsOverride ?? job.Threads,
            TargetName = again?.TargetName ?? request.TargetNameOverride ?? job.TargetName,
            TimeoutSeconds = again?.TimeoutSeconds ?? request.TimeoutSecondsOverride ?? job.TimeoutSeconds,
            DeferringRunId = again?.DeferringRunId,
            ShouldStartAt = request.ShouldStartAt,
            RetryingRunId = again?.Id,
            RetryFromStep = request.Retried?.FromStep,
            TriggerActorType = request.Actor.Type,
            TriggerActorId = request.Actor.Id,
            TriggerActorName = request.Actor.Name,
        };
    }
}
