using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A step of a run on the wire.</summary>
internal sealed record RunStepView
{
    private readonly RunStep _row;
    private readonly TimeSpan _duration;

    private RunStepView(RunStep row, DateTimeOffset now) =>
        (_row, _duration) = (row, row.StartedAt is { } started ? (row.FinishedAt ?? now) - started : TimeSpan.Zero);

    /// <summary>A step with its log, as much of its debug log as was asked for, and the end of that.</summary>
    public static RunStepView Of(RunStep row, string log, string debug, string truncated, DateTimeOffset now) =>
        new(row, now)
        {
            Logs = log,
            DebugLogs = debug,
            TruncatedDebugLogs = truncated,
        };

    public long Id => _row.Id;
    public long RunId => _row.RunId;
    public long AccountId => _row.AccountId;
    public int Index => _row.Index;
    public int Status => (int)_row.Status;
    public string Name => _row.Name;
    public required string Logs { get; init; }
    public required string DebugLogs { get; init; }
    public string LogPath => _row.LogPath;
    public string DebugLogPath => _row.DebugLogPath;
    public required string TruncatedDebugLogs { get; init; }
    public string StatusHumanized => RunStatusWords.Humanized(_row.Status);
    public string StatusColor => RunStatusWords.Color(_row.Status);
    public SpaceTime? StartedAt => _row.StartedAt;
    public SpaceTime? FinishedAt => _row.FinishedAt;
    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;
    public string Duration => Durations.Clock(_duration);
    public string DurationHumanized => Durations.Humanize(_duration);
    public RunStepCommandView? RunStepCommand => _row.Command is { } command ? new(_row.Id, command) : null;
    public RunStepInvocationView? RunStepInvocation => _row.Command is null ? null : new(_row.Id, _row.RunId);

    /// <summary>The trigger of the step's run, where it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunTriggerView? Trigger { get; init; }

    /// <summary>The job of the step's run, where it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobView? Job { get; init; }
}

/// <summary>The dbt command of a step.</summary>
internal sealed record RunStepCommandView(long RunStepId, string DbtCommand);

/// <summary>That a step called dbt.</summary>
internal sealed record RunStepInvocationView(long RunStepId, long RunId);
