using Headgate.Catalogue;
using Headgate.Platform.Jobs;
using Headgate.Platform.Runs.Queue;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>Starts a job.</summary>
internal sealed class TriggerJobRun : IOperation
{
    private const string DefaultCause = "Triggered through the API";

    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.trigger",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/run/",
            Area = Area.Runs,
            Capability = Capabilities.TriggerRun,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Runs),
            Suffices = ["Job Runner"],
            Risk = "Starts work against the warehouse, which costs money and changes tables.",
            Target = TargetRule.Job(),
            Body = BodyForm.OptionalObject,
            Sentence = "{actor} triggered {target}",
            Event = "job.run.started",
            Summary = "Trigger a job",
            Description =
                "Puts a run of the job into the queue and answers with it at once (status 1). One run of a job works at a time: the others wait, "
                + "and blocked_by and status_message say for what. Follow the run by polling it or by webhook.",
            Parameters =
            [
                Parameter.Body("cause", "string", "Why the job runs, at most 255 characters; shown in the run and in webhooks."),
                Parameter.Body("git_sha", "string", "Commit to check out."),
                Parameter.Body("git_branch", "string", "Branch to check out."),
                Parameter.Body("schema_override", "string", "Schema instead of the environment's."),
                Parameter.Body("dbt_version_override", "string", "Version of dbt instead of the job's."),
                Parameter.Body("threads_override", "integer", "Threads instead of the job's."),
                Parameter.Body("target_name_override", "string", "Target name instead of the job's."),
                Parameter.Body("generate_docs_override", "boolean", "Whether docs are generated."),
                Parameter.Body("timeout_seconds_override", "integer", "Timeout in seconds instead of the job's; 0 for none."),
                Parameter.Body("steps_override", "list of strings", "Commands instead of the job's, each beginning with \"dbt \"."),
                Parameter.Body("github_pull_request_id", "integer", "Pull request at GitHub, for continuous integration."),
                Parameter.Body("gitlab_merge_request_id", "integer", "Merge request at GitLab."),
                Parameter.Body("azure_pull_request_id", "integer", "Pull request at Azure DevOps."),
                Parameter.Body("non_native_pull_request_id", "integer", "Pull request elsewhere."),
            ],
            Source = "openapi-v2: Trigger Job Run",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var body = call.Body;
        var steps = body.Texts("steps_override", maxItems: 100);
        foreach (var step in steps ?? [])
        {
            if (DbtSteps.Fault(step) is { } fault)
            {
                body.Problem("steps_override", fault);
            }
        }
        var request = new RunRequest
        {
            JobId = call.RouteLong("job_id"),
            Cause = body.Text("cause", max: 10_000) is { Length: > 0 } cause ? cause : DefaultCause,
            Actor = RunAnswers.ActorOf(call.Caller),
            GitSha = RunOverrides.Reference(body, "git_sha", max: 64),
            GitBranch = RunOverrides.Reference(body, "git_branch", max: 255),
            SchemaOverride = RunOverrides.Name(body, "schema_override", max: 255),
            DbtVersionOverride = body.Text("dbt_version_override", max: 64),
            ThreadsOverride = body.Int("threads_override", min: 1, max: 1000),
            TargetNameOverride = RunOverrides.Name(body, "target_name_override", max: 255),
            GenerateDocsOverride = body.Bool("generate_docs_override"),
            TimeoutSecondsOverride = body.Int("timeout_seconds_override", min: 0),
            StepsOverride = steps,
            GithubPullRequestId = body.Long("github_pull_request_id", min: 1),
            GitlabMergeRequestId = body.Long("gitlab_merge_request_id", min: 1),
            AzurePullRequestId = body.Long("azure_pull_request_id", min: 1) ?? body.Long("azure_devops_pull_request_id", min: 1),
            NonNativePullRequestId = body.Long("non_native_pull_request_id", min: 1),
        };
        return body.Problems ?? await RunAnswers.TriggerAsync(call, request, cancellation);
    }
}
