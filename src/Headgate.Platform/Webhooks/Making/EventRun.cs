using System.Text.Json.Serialization;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>The run in the body of an event.</summary>
internal sealed record EventRun
{
    public required string JobId { get; init; }
    public required string JobName { get; init; }
    public required string RunId { get; init; }
    public required string EnvironmentId { get; init; }
    public required string EnvironmentName { get; init; }
    public required string DbtVersion { get; init; }
    public required string ProjectName { get; init; }
    public required string ProjectId { get; init; }
    public required string RunStatus { get; init; }
    public required int RunStatusCode { get; init; }
    public required string RunStatusMessage { get; init; }
    public required string RunReason { get; init; }

    /// <summary>Null for a run that ended without having started; the key is always there.</summary>
    public string? RunStartedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunFinishedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunErroredAt { get; init; }
}
