using System.Text.Json;
using System.Text.Json.Serialization;

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
}
