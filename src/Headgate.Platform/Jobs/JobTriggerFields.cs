using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.Jobs;

/// <summary>What starts a job by itself, as its body says it.</summary>
internal static class JobTriggerFields
{
    /// <summary><c>job_completion_trigger_condition</c>: the end of another job.</summary>
    public static Fields<Job> Completion { get; } =
        new()
        {
            {
                "job_completion_trigger_condition",
                "Start when a run of another job ends; null for never.",
                new Fields<Job> { { "condition", "Which job, and how it has to end.", Condition(), true } }
            },
        };

    /// <summary><c>triggers</c>.</summary>
    public static Fields<Job> Triggers(bool isWhole) =>
        new()
        {
            {
                In.Body.Flag("github_webhook", "Pull requests, in the older form.").Or(false).RequiredIf(isWhole),
                (j, v) => j.TriggersGithubWebhook = v
            },
            { In.Body.Flag("git_provider_webhook", "Pull requests."), (j, v) => j.TriggersGitProviderWebhook = v },
            { In.Body.Flag("schedule", "The schedule.").Or(false).RequiredIf(isWhole), (j, v) => j.TriggersSchedule = v },
            { In.Body.Flag("on_merge", "Merges into the environment's branch.").Or(false), (j, v) => j.TriggersOnMerge = v },
            { In.Body.Flag("custom_branch_only", "Withdrawn by dbt: taken from older clients, and always shown as false."), (_, _) => { } },
        };

    private static Fields<Job> Condition() =>
        new()
        {
            {
                In.Body.Id("job_id", "The other job; may lie in another project.").Naming(TargetKind.Job).Required(),
                (j, v) => j.CompletionJobId = v == 0 ? null : v
            },
            { In.Body.Id("project_id", "The other job's project."), (j, v) => j.CompletionProjectId = v },
            {
                In
                    .Body.Longs("statuses", "How its run ends: 10 (success), 20 (error), 30 (cancelled).")
                    .Must(statuses =>
                        statuses is { Count: 0 } || statuses?.Any(s => s is not (10 or 20 or 30)) == true
                            ? "a list of 10 (success), 20 (error) and 30 (cancelled) is required"
                            : null
                    )
                    .Required(),
                (j, v) => j.CompletionStatuses = [.. v.Select(s => (int)s)]
            },
        };
}
