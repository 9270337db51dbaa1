using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A run on the wire (v2).</summary>
internal sealed record RunView
{
    private readonly Run _row;
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset _end;

    private readonly HiddenIds _hidden;

    private RunView(Run row, DateTimeOffset now, HiddenIds hidden) =>
        (_row, _now, _end, _hidden) = (row, now, row.FinishedAt ?? now, hidden);

    /// <summary>The view of a run without related things.</summary>
    /// <param name="row">The run.</param>
    /// <param name="notRetry">Why it cannot be retried, as one of dbt's reasons; null where it can.</param>
    /// <param name="publicUrl">Address of the server for its link, without closing slash.</param>
    /// <param name="now">The time for what goes on.</param>
    /// <param name="hidden">What it names and the caller may not see.</param>
    public static RunView Of(Run row, string? notRetry, string publicUrl, DateTimeOffset now, HiddenIds hidden) =>
        new(row, now, hidden)
        {
            RetryNotSupportedReason = notRetry,
            Href = $"{publicUrl}/deploy/{row.AccountId}/projects/{row.ProjectId}/runs/{row.Id}/",
        };

    public long Id => _row.Id;
    public long TriggerId => _row.TriggerId;
    public long AccountId => _row.AccountId;
    public long EnvironmentId => _row.EnvironmentId;
    public long ProjectId => _row.ProjectId;
    public long JobDefinitionId => _row.JobDefinitionId;
    public int Status => (int)_row.Status;
    public string? DbtVersion => _row.DbtVersion;
    public string? GitBranch => _row.GitBranch;
    public string? GitSha => _row.GitSha;
    public string? StatusMessage => _hidden.Message(_row);
    public string? OwnerThreadId => _row.OwnerThreadId;
    public string? ExecutedByThreadId => _row.ExecutedByThreadId;
    public long? DeferringRunId => _hidden.Run(_row.DeferringRunId);
    public bool ArtifactsSaved => _row.ArtifactsSaved;
    public string? ArtifactS3Path => _row.ArtifactS3Path;
    public bool HasDocsGenerated => _row.HasDocsGenerated;
    public bool HasSourcesGenerated => _row.HasSourcesGenerated;
    public bool NotificationsSent => _row.NotificationsSent;
    public IReadOnlyList<long> BlockedBy => _hidden.BlockedBy(_row);
    public bool ScribeEnabled { get; init; } = true;
    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;
    public SpaceTime? DequeuedAt => _row.DequeuedAt;
    public SpaceTime? StartedAt => _row.StartedAt;
    public SpaceTime? FinishedAt => _row.FinishedAt;
    public SpaceTime? LastCheckedAt => _row.LastCheckedAt;
    public SpaceTime? LastHeartbeatAt => _row.LastHeartbeatAt;
    public SpaceTime? ShouldStartAt => _row.ShouldStartAt;
    public RunTriggerView? Trigger { get; init; }
    public JobView? Job { get; init; }
    public EnvironmentV2View? Environment { get; init; }
    public RepositoryView? Repository { get; init; }
    public IReadOnlyList<RunStepView> RunSteps { get; init; } = [];
    public RunDeprecationView? Deprecation { get; init; }
    public string StatusHumanized => RunStatusWords.Humanized(_row.Status);
    public bool InProgress => !IsComplete;
    public bool IsComplete => _row.Status.IsComplete();
    public bool IsSuccess => _row.Status == RunStatus.Success;
    public bool IsError => _row.Status == RunStatus.Error;
    public bool IsCancelled => _row.Status == RunStatus.Cancelled;
    public bool IsRunning => _row.Status == RunStatus.Running;
    public string Duration => Durations.Clock(Whole);
    public string QueuedDuration => Durations.Clock(Queued);
    public string RunDuration => Durations.Clock(Running);
    public string DurationHumanized => Durations.Humanize(Whole);
    public string QueuedDurationHumanized => Durations.Humanize(Queued);
    public string RunDurationHumanized => Durations.Humanize(Running);
    public string CreatedAtHumanized => Durations.Humanize(_now - _row.CreatedAt) + " ago";
    public string? FinishedAtHumanized => _row.FinishedAt is { } finished ? Durations.Humanize(_now - finished) + " ago" : null;
    public long? RetryingRunId => _row.RetryingRunId;
    public bool CanRetry => RetryNotSupportedReason is null;
    public string? RetryNotSupportedReason { get; init; }
    public long JobId => _row.JobDefinitionId;
    public required string Href { get; init; }
    public bool UsedRepoCache => _row.UsedRepoCache;
    public RunAuditView? Audit { get; init; }

    /// <summary>The runs that retry this one, where they were asked for.</summary>
    public IReadOnlyList<RunView>? RunRetries { get; init; }

    /// <summary>Always null: every run clones anew.</summary>
    public JsonElement? RepoCacheRestore { get; init; }

    private TimeSpan Whole => _end - _row.CreatedAt;
    private TimeSpan Queued => (_row.StartedAt ?? _end) - _row.CreatedAt;
    private TimeSpan Running => _row.StartedAt is { } started ? _end - started : TimeSpan.Zero;
}

/// <summary>Deprecations that a run met; runs here count none yet, so that it is always null.</summary>
internal sealed record RunDeprecationView(int Count);
