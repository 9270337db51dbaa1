using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>The pull request that a continuous integration run belongs to, as one text; null for other runs.</summary>
internal static class PullRequestLane
{
    public static string? Of(RunTrigger trigger) =>
        Of(trigger.GithubPullRequestId, trigger.GitlabMergeRequestId, trigger.AzurePullRequestId, trigger.NonNativePullRequestId);

    public static string? Of(RunRequest request) =>
        Of(request.GithubPullRequestId, request.GitlabMergeRequestId, request.AzurePullRequestId, request.NonNativePullRequestId);

    private static string? Of(long? github, long? gitlab, long? azure, long? other) =>
        (github, gitlab, azure, other) switch
        {
            ({ } id, _, _, _) => $"github-{id}",
            (_, { } id, _, _) => $"gitlab-{id}",
            (_, _, { } id, _) => $"azure-{id}",
            (_, _, _, { } id) => $"other-{id}",
            _ => null,
        };
}
