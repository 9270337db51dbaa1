using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A run on the wire (v2).</summary>
internal sealed record RunView
{
    public required long Id { get; init; }
    public required long TriggerId { get; init; }
    public required long AccountId { get; init; }
    public required long EnvironmentId { get; init; }
    public required long ProjectId { get; init; }
    public required long JobDefinitionId { get; init; }
    public required int Status { get; init; }
    public string? DbtVersion { get; init; }
    public string? GitBranch { get; init; }
    public string? GitSha { get; init; }
    public string? StatusMessage { get; init; }
    public string? OwnerThreadId { get; init; }
    public string? ExecutedByThreadId { get; init; }
    public long? DeferringRunId { get; init; }
    public required bool ArtifactsSaved { get; init; }
    public string? ArtifactS3Path { get; init; }
    public required bool HasDocsGenerated { get; init; }
    public required bool HasSourcesGenerated { get; init; }
    public required bool NotificationsSent { get; init; }
    public required IReadOnlyList<long> BlockedBy { get; init; }
    public bool ScribeEnabled { get; init; } = true;

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? DequeuedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? FinishedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? LastCheckedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? LastHeartbeatAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? ShouldStartAt { get; init; }

    public RunTriggerView? Trigger { get; init; }
    public JobView? Job { get; init; }
    public EnvironmentV2View? Environment { get; init; }
    public RepositoryView? Repository { get; init; }
    public IReadOnlyList<RunStepView> RunSteps { get; init; } = [];
    public JsonElement? Deprecation { get; init; }
    public required string StatusHumanized { get; init; }
    public required bool InProgress { get; init; }
    public required bool IsComplete { get; init; }
    public required bool IsSuccess { get; init; }
    public required bool IsError { get; init; }
    public required bool IsCancelled { get; init; }
    public required bool IsRunning { get; init; }
    public required string Duration { get; init; }
    public required string QueuedDuration { get; init; }
    public required string RunDuration { get; init; }
    public required string DurationHumanized { get; init; }
    public required string QueuedDurationHumanized { get; init; }
    public required string RunDurationHumanized { get; init; }
    public required string CreatedAtHumanized { get; init; }
    public string? FinishedAtHumanized { get; init; }
    public long? RetryingRunId { get; init; }
    public required bool CanRetry { get; init; }
    public string? RetryNotSupportedReason { get; init; }
    public required long JobId { get; init; }
    public required string Href { get; init; }
    public required bool UsedRepoCache { get; init; }
    public RunAuditView? Audit { get; init; }

    /// <summary>The runs that retry this one, where they were asked for.</summary>
    public IReadOnlyList<RunView>? RunRetries { get; init; }

    /// <summary>Always null: every run clones anew.</summary>
    public JsonElement? RepoCacheRestore { get; init; }

    /// <summary>The view of a run without related things.</summary>
    /// <param name="run">The run.</param>
    /// <param name="notRetry">Why it cannot be retried, as one of dbt's reasons; null where it can.</param>
    /// <param name="publicUrl">Address of the server for its link, without closing slash.</param>
    /// <param name="now">The time for what goes on.</param>
    public static RunView Of(Run run, string? notRetry, string publicUrl, DateTimeOffset now)
    {
        var end = run.FinishedAt ?? now;
        var whole = end - run.CreatedAt;
        var queued = (run.StartedAt ?? end) - run.CreatedAt;
        var running = run.StartedAt is { } started ? end - started : TimeSpan.Zero;
        return new RunView
        {
            Id = run.Id,
            TriggerId = run.TriggerId,
            AccountId = run.AccountId,
            EnvironmentId = run.EnvironmentId,
            ProjectId = run.ProjectId,
            JobDefinitionId = run.JobDefinitionId,
            JobId = run.JobDefinitionId,
            Status = (int)run.Status,
            DbtVersion = run.DbtVersion,
            GitBranch = run.GitBranch,
            GitSha = run.GitSha,
            StatusMessage = run.StatusMessage,
            OwnerThreadId = run.OwnerThreadId,
            ExecutedByThreadId = run.ExecutedByThreadId,
            DeferringRunId = run.DeferringRunId,
            ArtifactsSaved = run.ArtifactsSaved,
            ArtifactS3Path = run.ArtifactS3Path,
            HasDocsGenerated = run.HasDocsGenerated,
            HasSourcesGenerated = run.HasSourcesGenerated,
            NotificationsSent = run.NotificationsSent,
            BlockedBy = run.BlockedBy,
            CreatedAt = run.CreatedAt,
            UpdatedAt = run.UpdatedAt,
            DequeuedAt = run.DequeuedAt,
            StartedAt = run.StartedAt,
            FinishedAt = run.FinishedAt,
            LastCheckedAt = run.LastCheckedAt,
            LastHeartbeatAt = run.LastHeartbeatAt,
            ShouldStartAt = run.ShouldStartAt,
            StatusHumanized = RunStatusWords.Humanized(run.Status),
            InProgress = !RunStatusWords.IsEnd(run.Status),
            IsComplete = RunStatusWords.IsEnd(run.Status),
            IsSuccess = run.Status == RunStatus.Success,
            IsError = run.Status == RunStatus.Error,
            IsCancelled = run.Status == RunStatus.Cancelled,
            IsRunning = run.Status == RunStatus.Running,
            Duration = Durations.Clock(whole),
            QueuedDuration = Durations.Clock(queued),
            RunDuration = Durations.Clock(running),
            DurationHumanized = Durations.Humanize(whole),
            QueuedDurationHumanized = Durations.Humanize(queued),
            RunDurationHumanized = Durations.Humanize(running),
            CreatedAtHumanized = Durations.Humanize(now - run.CreatedAt) + " ago",
            FinishedAtHumanized = run.FinishedAt is { } finished ? Durations.Humanize(now - finished) + " ago" : null,
            RetryingRunId = run.RetryingRunId,
            CanRetry = notRetry is null,
            RetryNotSupportedReason = notRetry,
            Href = $"{publicUrl}/deploy/{run.AccountId}/projects/{run.ProjectId}/runs/{run.Id}/",
            UsedRepoCache = run.UsedRepoCache,
        };
    }
}
