using Headgate.Platform.Jobs;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs;

/// <summary>Makes views of runs, with the related things that were asked for: a fixed number of queries, whatever the number of runs.</summary>
internal sealed class RunViews(StepLogFiles logs, PlatformSettings settings, TimeProvider time)
{
    /// <summary>The view of one run.</summary>
    public async Task<RunView> OfAsync(HeadgateDb db, Run run, IReadOnlySet<string> related, CancellationToken cancellation) =>
        (await OfAsync(db, [run], related, cancellation))[0];

    /// <summary>The views of runs. What the caller may not see must have been taken out of <paramref name="related"/> before.</summary>
    public async Task<IReadOnlyList<RunView>> OfAsync(
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        IReadOnlySet<string> related,
        CancellationToken cancellation
    )
    {
        if (runs.Count == 0)
        {
            return [];
        }
        var now = time.GetUtcNow();
        var facts = await RunFacts.LoadAsync(db, runs, related, cancellation);
        var views = new List<RunView>(runs.Count);
        foreach (var run in runs)
        {
            var steps = facts.Steps.TryGetValue(run.Id, out var rows) ? await StepsAsync(rows, related, cancellation) : [];
            views.Add(Of(run, facts, steps, now));
        }
        return views;
    }

    /// <summary>The view of one step.</summary>
    public async Task<RunStepView> StepAsync(RunStep step, bool withDebugLogs, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var debug = await logs.ReadAsync(step.DebugLogPath, cancellation);
        var duration = step.StartedAt is { } started ? (step.FinishedAt ?? now) - started : TimeSpan.Zero;
        return new RunStepView
        {
            Id = step.Id,
            RunId = step.RunId,
            AccountId = step.AccountId,
            Index = step.Index,
            Status = (int)step.Status,
            Name = step.Name,
            Logs = await logs.ReadAsync(step.LogPath, cancellation),
            DebugLogs = withDebugLogs ? debug : "",
            LogPath = step.LogPath,
            DebugLogPath = step.DebugLogPath,
            TruncatedDebugLogs = StepLogFiles.LastLines(debug, StepLogFiles.TruncatedLines),
            StatusHumanized = RunStatusWords.Humanized(step.Status),
            StatusColor = RunStatusWords.Color(step.Status),
            StartedAt = step.StartedAt,
            FinishedAt = step.FinishedAt,
            CreatedAt = step.CreatedAt,
            UpdatedAt = step.UpdatedAt,
            Duration = Durations.Clock(duration),
            DurationHumanized = Durations.Humanize(duration),
            RunStepCommand = step.Command is { } command ? new(step.Id, command) : null,
            RunStepInvocation = step.Command is null ? null : new(step.Id, step.RunId),
        };
    }

    private async Task<IReadOnlyList<RunStepView>> StepsAsync(
        IEnumerable<RunStep> steps,
        IReadOnlySet<string> related,
        CancellationToken cancellation
    )
    {
        var views = new List<RunStepView>();
        foreach (var step in steps)
        {
            views.Add(await StepAsync(step, related.Contains("debug_logs"), cancellation));
        }
        return views;
    }

    private RunView Of(Run run, RunFacts facts, IReadOnlyList<RunStepView> steps, DateTimeOffset now)
    {
        var end = run.FinishedAt ?? now;
        var whole = end - run.CreatedAt;
        var queued = (run.StartedAt ?? end) - run.CreatedAt;
        var running = run.StartedAt is { } started ? end - started : TimeSpan.Zero;
        var failed = facts.FailedSteps.GetValueOrDefault(run.Id);
        var hasResults = failed is not null && facts.WithResults.Contains((run.Id, failed.Index));
        var notRetry = RetryRules.Refusal(run, facts.NewestRunOf(run.JobDefinitionId), failed, hasResults);
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
            Trigger = facts.Triggers.TryGetValue(run.TriggerId, out var trigger) ? RunTriggerView.Of(trigger) : null,
            Job = facts.RelatedJobs.TryGetValue(run.JobDefinitionId, out var job) ? JobViews.Of(job, now) : null,
            Environment = facts.Environments.TryGetValue(run.EnvironmentId, out var environment) ? EnvironmentV2View.Of(environment) : null,
            Repository = facts.Repositories.TryGetValue(run.ProjectId, out var repository) ? RepositoryView.Of(repository) : null,
            RunSteps = steps,
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
            Href = $"{settings.PublicUrl}/deploy/{run.AccountId}/projects/{run.ProjectId}/runs/{run.Id}/",
            UsedRepoCache = run.UsedRepoCache,
            Audit = facts.WithAudit ? Audit(run) : null,
        };
    }

    private static RunAuditView Audit(Run run) =>
        new(
            run.TriggerActorType is null ? null : new(new RunActorView(run.TriggerActorId, run.TriggerActorType, run.TriggerActorName)),
            run.CancelActorType is null ? null : new(new RunActorView(run.CancelActorId, run.CancelActorType, run.CancelActorName))
        );
}
