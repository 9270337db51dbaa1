using System.Text.Json;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Jobs;

/// <summary>Reads a job's body: everything that is left out falls back to its default, in an update too, as dbt's full replacement does.</summary>
internal static class JobInput
{
    private const int MaxName = 255;

    private static readonly string[] Features = ["state_aware_orchestration", "efficient_testing", "dbt_state"];

    private static readonly string[] Types = ["ci", "merge", "scheduled", "other", "adaptive", "exposure_sync", "hybrid"];

    /// <summary>Writes the body's fields into a job and notes what is wrong with them in the call's body reader.</summary>
    /// <param name="call">The call; project and environment have been looked up.</param>
    /// <param name="job">A new job, or the one that is replaced.</param>
    /// <param name="longestTimeout">The account's limit in seconds.</param>
    public static void Apply(CallContext call, Job job, int longestTimeout)
    {
        var body = call.Body;
        job.Name = body.RequiredText("name", MaxName);
        job.Description = body.Text("description", 10_000) ?? "";
        job.RawDbtVersion = body.Text("dbt_version", 255);
        job.DbtVersion = job.RawDbtVersion;
        job.ExecuteSteps = Steps(body);
        var settings = body.Object("settings");
        job.Threads = settings.Int("threads", 1, 1024) ?? 4;
        job.TargetName = settings.Text("target_name", 255) ?? "default";
        job.TimeoutSeconds = body.Object("execution").Int("timeout_seconds", 0, longestTimeout) ?? 0;
        job.GenerateDocs = body.Bool("generate_docs") ?? false;
        job.RunGenerateSources = body.Bool("run_generate_sources") ?? body.Bool("generate_sources") ?? false;
        job.RunLint = body.Bool("run_lint") ?? false;
        job.ErrorsOnLintFailure = body.Bool("errors_on_lint_failure") ?? true;
        job.RunCompareChanges = body.Bool("run_compare_changes") ?? false;
        job.CompareChangesFlags = body.Text("compare_changes_flags") ?? "--select state:modified";
        job.TriggersOnDraftPr = body.Bool("triggers_on_draft_pr") ?? false;
        job.LifecycleWebhooks = body.Bool("lifecycle_webhooks") ?? false;
        job.LifecycleWebhooksUrl = body.Text("lifecycle_webhooks_url", 2048);
        job.ForceNodeSelection = body.Bool("force_node_selection") ?? false;
        job.CostOptimizationFeatures = FeaturesOf(body);
        job.DeferringEnvironmentId = body.Long("deferring_environment_id", 1);
        job.DeferringJobDefinitionId = body.Long("deferring_job_definition_id", 1);
        Deferral(call, job);
        Triggers(body, job);
        Completion(body, job);
        ScheduleInput.Apply(body, job);
    }

    private static List<string> Steps(BodyReader body)
    {
        if (body.Texts("execute_steps", maxItems: 200) is not { } steps)
        {
            return ["dbt build"];
        }
        if (steps.Count == 0)
        {
            body.Problem("execute_steps", "at least one command is required");
        }
        foreach (var step in steps)
        {
            if (DbtSteps.Fault(step) is { } fault)
            {
                body.Problem("execute_steps", fault);
            }
        }
        return [.. steps];
    }

    private static List<string> FeaturesOf(BodyReader body)
    {
        var features = body.Texts("cost_optimization_features") ?? [];
        foreach (var feature in features.Where(f => !Features.Contains(f)))
        {
            body.Problem("cost_optimization_features", $"\"{feature}\" is not one of {string.Join(", ", Features)}");
        }
        return features.Contains("dbt_state") ? ["dbt_state"] : [.. features];
    }

    private static void Deferral(CallContext call, Job job)
    {
        var body = call.Body;
        if (job.DeferringEnvironmentId is not null && job.DeferringJobDefinitionId is not null)
        {
            body.Problem("deferring_environment_id", "give either deferring_environment_id or deferring_job_definition_id, not both");
        }
        if (
            job.DeferringEnvironmentId is not null
            && call.Reference("deferring_environment_id")?.ProjectId is var of
            && of != job.ProjectId
        )
        {
            body.Problem("deferring_environment_id", "no environment of this project has this id");
        }
        if (
            job.DeferringJobDefinitionId is { } other
            && other != job.Id
            && call.Reference("deferring_job_definition_id")?.ProjectId != job.ProjectId
        )
        {
            body.Problem("deferring_job_definition_id", "no job of this project has this id");
        }
        if (job.RunCompareChanges && job.DeferringEnvironmentId is null)
        {
            body.Problem("run_compare_changes", "comparing changes needs deferring_environment_id");
        }
    }

    private static void Triggers(BodyReader body, Job job)
    {
        var triggers = body.Object("triggers");
        job.TriggersGithubWebhook = triggers.Bool("github_webhook") ?? false;
        job.TriggersGitProviderWebhook = triggers.Bool("git_provider_webhook");
        job.TriggersSchedule = triggers.Bool("schedule") ?? false;
        job.TriggersOnMerge = triggers.Bool("on_merge") ?? false;
        var ci = job.TriggersGithubWebhook || job.TriggersGitProviderWebhook == true;
        if (job.TriggersSchedule && (ci || job.TriggersOnMerge))
        {
            triggers.Problem("schedule", "a job for pull requests or merges cannot have a schedule");
        }
        var derived =
            ci ? "ci"
            : job.TriggersOnMerge ? "merge"
            : job.TriggersSchedule ? "scheduled"
            : "other";
        var asked = body.Choice("job_type", Types);
        // "scheduled" and "other" follow from the schedule whatever the client wrote.
        var type = asked is null or "scheduled" or "other" ? derived : asked;
        if (job.Id != 0 && Group(type) != Group(job.JobType) && asked is not null)
        {
            body.Problem("job_type", $"a job of type {job.JobType} cannot become one of type {type}");
        }
        job.JobType = type;
    }

    private static string Group(string type) => type is "ci" or "merge" ? type : "";

    private static void Completion(BodyReader body, Job job)
    {
        var trigger = body.Object("job_completion_trigger_condition");
        (job.CompletionJobId, job.CompletionProjectId, job.CompletionStatuses) = (null, null, []);
        if (trigger.Element.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        var condition = trigger.Object("condition");
        job.CompletionJobId = condition.RequiredLong("job_id");
        job.CompletionProjectId = condition.Long("project_id", 1);
        job.CompletionStatuses = [.. (condition.Longs("statuses") ?? []).Select(s => (int)s)];
        if (job.CompletionStatuses.Count == 0 || job.CompletionStatuses.Exists(s => s is not (10 or 20 or 30)))
        {
            condition.Problem("statuses", "a list of 10 (success), 20 (error) and 30 (cancelled) is required");
        }
    }
}
