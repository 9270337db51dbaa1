using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A step of a run on the wire.</summary>
internal sealed record RunStepView
{
    public required long Id { get; init; }
    public required long RunId { get; init; }
    public required long AccountId { get; init; }
    public required int Index { get; init; }
    public required int Status { get; init; }
    public required string Name { get; init; }
    public required string Logs { get; init; }
    public required string DebugLogs { get; init; }
    public required string LogPath { get; init; }
    public required string DebugLogPath { get; init; }
    public required string TruncatedDebugLogs { get; init; }
    public required string StatusHumanized { get; init; }
    public required string StatusColor { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? FinishedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Duration { get; init; }
    public required string DurationHumanized { get; init; }
    public RunStepCommandView? RunStepCommand { get; init; }
    public RunStepInvocationView? RunStepInvocation { get; init; }

    /// <summary>The trigger of the step's run, where it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunTriggerView? Trigger { get; init; }

    /// <summary>The job of the step's run, where it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobView? Job { get; init; }

    /// <summary>The view of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="log">Its log.</param>
    /// <param name="debug">Its debug log, as far as it was asked for.</param>
    /// <param name="truncated">The end of its debug log.</param>
    /// <param name="now">The time for what goes on.</param>
    public static RunStepView Of(RunStep step, string log, string debug, string truncated, DateTimeOffset now)
    {
        var duration = step.StartedAt is { } started ? (step.FinishedAt ?? now) - started : TimeSpan.Zero;
        return new RunStepView
        {
            Id = step.Id,
            RunId = step.RunId,
            AccountId = step.AccountId,
            Index = step.Index,
            Status = (int)step.Status,
            Name = step.Name,
            Logs = log,
            DebugLogs = debug,
            LogPath = step.LogPath,
            DebugLogPath = step.DebugLogPath,
            TruncatedDebugLogs = truncated,
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
}

/// <summary>The dbt command of a step.</summary>
internal sealed record RunStepCommandView(long RunStepId, string DbtCommand);

/// <summary>That a step called dbt.</summary>
internal sealed record RunStepInvocationView(long RunStepId, long RunId);
