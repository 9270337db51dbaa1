using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Jobs;
using Headgate.Platform.Runs.Queue;

namespace Headgate.Platform.Runs;

/// <summary>What a trigger can say: why, and what of the job this one run does otherwise.</summary>
internal static class TriggerFields
{
    private const string DefaultCause = "Triggered through the API";

    public static Fields<RunRequest> All { get; } =
        new()
        {
            {
                In
                    .Body.Text("cause", "Why the job runs; shown in the run and in webhooks. Cut to 255 characters.", 255, cut: true)
                    .Or("")
                    .Told(),
                SetCause
            },
            {
                In.Body.Text("git_sha", "Commit to check out.", 64).Must(RunOverrides.ReferenceFault).EmptyIsNone().Override(),
                (r, v) => r.GitSha = v
            },
            {
                In.Body.Text("git_branch", "Branch to check out.").Must(RunOverrides.ReferenceFault).EmptyIsNone().Override(),
                (r, v) => r.GitBranch = v
            },
            {
                In
                    .Body.Text("schema_override", "Schema instead of the environment's.")
                    .Must(RunOverrides.NameFault)
                    .EmptyIsNone()
                    .Override(),
                (r, v) => r.SchemaOverride = v
            },
            {
                In
                    .Body.Text("dbt_version_override", "Release track or version of dbt instead of the job's.", 64)
                    .EmptyIsNone()
                    .Must(DbtVersions.Fault)
                    .Override(),
                (r, v) => r.DbtVersionOverride = v
            },
            { In.Body.Int("threads_override", "Threads instead of the job's.", 1, 1000).Override(), (r, v) => r.ThreadsOverride = v },
            {
                In
                    .Body.Text("target_name_override", "Target name instead of the job's.")
                    .Must(RunOverrides.NameFault)
                    .EmptyIsNone()
                    .Override(),
                (r, v) => r.TargetNameOverride = v
            },
            { In.Body.Flag("generate_docs_override", "Whether docs are generated.").Override(), (r, v) => r.GenerateDocsOverride = v },
            {
                In.Body.Int("timeout_seconds_override", "Timeout in seconds instead of the job's; 0 for none.", 0).Override(),
                (r, v) => r.TimeoutSecondsOverride = v
            },
            {
                In
                    .Body.Texts("steps_override", "Commands instead of the job's, each beginning with \"dbt \".", 100)
                    .Must(DbtSteps.Fault)
                    .Override(),
                (r, v) => r.StepsOverride = v
            },
            {
                In.Body.LooseId("github_pull_request_id", "Pull request at GitHub, for continuous integration.").Override(),
                (r, v) => r.GithubPullRequestId = v
            },
            { In.Body.LooseId("gitlab_merge_request_id", "Merge request at GitLab.").Override(), (r, v) => r.GitlabMergeRequestId = v },
            {
                In.Body.LooseId("azure_pull_request_id", "Pull request at Azure DevOps.").Alias("azure_devops_pull_request_id").Override(),
                (r, v) => r.AzurePullRequestId = v
            },
            { In.Body.LooseId("non_native_pull_request_id", "Pull request elsewhere.").Override(), (r, v) => r.NonNativePullRequestId = v },
        };

    private static void SetCause(RunRequest request, string cause) => request.Cause = cause.Length > 0 ? cause : DefaultCause;
}
