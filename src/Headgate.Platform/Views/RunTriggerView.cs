using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Why a run runs, on the wire.</summary>
internal sealed record RunTriggerView
{
    public required long Id { get; init; }
    public required string Cause { get; init; }
    public required string CauseCategory { get; init; }
    public required long JobDefinitionId { get; init; }
    public string? CauseHumanized { get; init; }
    public string? GitBranch { get; init; }
    public string? GitSha { get; init; }
    public long? AzurePullRequestId { get; init; }
    public long? GithubPullRequestId { get; init; }
    public long? GitlabMergeRequestId { get; init; }
    public long? NonNativePullRequestId { get; init; }
    public string? SchemaOverride { get; init; }
    public string? DbtVersionOverride { get; init; }
    public int? ThreadsOverride { get; init; }
    public string? TargetNameOverride { get; init; }
    public bool? GenerateDocsOverride { get; init; }
    public int? TimeoutSecondsOverride { get; init; }
    public IReadOnlyList<string>? StepsOverride { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    public static RunTriggerView Of(RunTrigger trigger) =>
        new()
        {
            Id = trigger.Id,
            Cause = trigger.Cause,
            CauseCategory = trigger.CauseCategory,
            CauseHumanized = trigger.Cause,
            JobDefinitionId = trigger.JobDefinitionId,
            GitBranch = trigger.GitBranch,
            GitSha = trigger.GitSha,
            AzurePullRequestId = trigger.AzurePullRequestId,
            GithubPullRequestId = trigger.GithubPullRequestId,
            GitlabMergeRequestId = trigger.GitlabMergeRequestId,
            NonNativePullRequestId = trigger.NonNativePullRequestId,
            SchemaOverride = trigger.SchemaOverride,
            DbtVersionOverride = trigger.DbtVersionOverride,
            ThreadsOverride = trigger.ThreadsOverride,
            TargetNameOverride = trigger.TargetNameOverride,
            GenerateDocsOverride = trigger.GenerateDocsOverride,
            TimeoutSecondsOverride = trigger.TimeoutSecondsOverride,
            StepsOverride = trigger.StepsOverride is { Count: > 0 } steps ? steps : null,
            CreatedAt = trigger.CreatedAt,
        };
}
