using System.Text.Json.Serialization;

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
}

/// <summary>The dbt command of a step.</summary>
internal sealed record RunStepCommandView(long RunStepId, string DbtCommand);

/// <summary>That a step called dbt.</summary>
internal sealed record RunStepInvocationView(long RunStepId, long RunId);
