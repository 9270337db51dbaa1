using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Why a run runs, on the wire.</summary>
internal sealed record RunTriggerView
{
    private readonly RunTrigger _row;

    private RunTriggerView(RunTrigger row) => _row = row;

    public static RunTriggerView Of(RunTrigger row) => new(row);

    public long Id => _row.Id;
    public string Cause => _row.Cause;
    public string CauseCategory => _row.CauseCategory;
    public long JobDefinitionId => _row.JobDefinitionId;
    public string? CauseHumanized => _row.Cause;
    public string? GitBranch => _row.GitBranch;
    public string? GitSha => _row.GitSha;
    public long? AzurePullRequestId => _row.AzurePullRequestId;
    public long? GithubPullRequestId => _row.GithubPullRequestId;
    public long? GitlabMergeRequestId => _row.GitlabMergeRequestId;
    public long? NonNativePullRequestId => _row.NonNativePullRequestId;
    public string? SchemaOverride => _row.SchemaOverride;
    public string? DbtVersionOverride => _row.DbtVersionOverride;
    public int? ThreadsOverride => _row.ThreadsOverride;
    public string? TargetNameOverride => _row.TargetNameOverride;
    public bool? GenerateDocsOverride => _row.GenerateDocsOverride;
    public int? TimeoutSecondsOverride => _row.TimeoutSecondsOverride;
    public IReadOnlyList<string>? StepsOverride => _row.StepsOverride is { Count: > 0 } steps ? steps : null;
    public SpaceTime CreatedAt => _row.CreatedAt;
}
