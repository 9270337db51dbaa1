using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Store.Model;

namespace Headgate.Platform.Jobs;

/// <summary>
/// The fields of a job. A creation needs few of them. An update replaces the whole job, so it needs those that the official description requires: one that left them out
/// would set them back in silence. Those that dbt's own clients leave out all the same keep what they are.
/// </summary>
internal static class JobFields
{
    /// <summary>The schedule, whose absence only the whole job can judge.</summary>
    public static readonly Field<ScheduleInput?> Schedule = In.Body.Object(
        "schedule",
        "When it runs by itself, in UTC.",
        ScheduleFields.All,
        () => new ScheduleInput()
    );

    public static Fields<Job> Creation { get; } = Of(isWhole: false);

    public static Fields<Job> Replacement { get; } = Of(isWhole: true);

    private static Fields<Job> Of(bool isWhole) =>
        new()
        {
            { In.Body.LooseId("account_id", "The account; must be that of the path.").RequiredIf(isWhole), (_, _) => { } },
            { In.Body.Id("project_id", "The project.").Naming(TargetKind.Project).Required(), (j, v) => j.ProjectId = v },
            {
                In.Body.Id("environment_id", "The environment, of the same project.").Naming(TargetKind.Environment).Required(),
                (j, v) => j.EnvironmentId = v
            },
            { In.Body.Text("name", "Name, at most 255 characters.").Required().Told(), (j, v) => j.Name = v },
            { In.Body.Text("description", "Description.", 10_000).Or(""), (j, v) => j.Description = v },
            {
                In.Body.Text("dbt_version", "Release track or version of dbt; null for the environment's.").Must(DbtVersions.Fault).Told(),
                (j, v) => (j.RawDbtVersion, j.DbtVersion) = (v, v)
            },
            {
                In
                    .Body.Texts("execute_steps", "The dbt commands, each beginning with \"dbt \".", 200)
                    .Must(steps => steps is { Count: 0 } ? "at least one command is required" : DbtSteps.Fault(steps))
                    .Or(["dbt build"])
                    .Told(),
                (j, v) => j.ExecuteSteps = [.. v]
            },
            { "settings", "Threads and target of its commands.", Settings(isWhole), isWhole },
            { "execution", "Limits of its runs.", Execution(isWhole), isWhole },
            { In.Body.Flag("generate_docs", "Make docs after the commands.").Or(false).RequiredIf(isWhole), (j, v) => j.GenerateDocs = v },
            {
                In
                    .Body.Flag("run_generate_sources", "Check source freshness before the commands.")
                    .Alias("generate_sources")
                    .Or(false)
                    .RequiredIf(isWhole),
                (j, v) => j.RunGenerateSources = v
            },
            { In.Body.Flag("run_lint", "Lint SQL first; as it was where absent."), (j, v) => j.RunLint = v ?? j.RunLint },
            {
                In.Body.Flag("errors_on_lint_failure", "Whether lint failures fail the run; as it was where absent, true at first."),
                (j, v) => j.ErrorsOnLintFailure = v ?? j.ErrorsOnLintFailure
            },
            {
                In.Body.Flag("run_compare_changes", "Compare changes; needs deferring_environment_id. As it was where absent."),
                (j, v) => j.RunCompareChanges = v ?? j.RunCompareChanges
            },
            {
                In.Body.Text("compare_changes_flags", "dbt's flags for comparing changes.", 1024).Or("--select state:modified"),
                (j, v) => j.CompareChangesFlags = v
            },
            {
                In.Body.Flag("lifecycle_webhooks", "An older form of webhooks; kept and shown. As it was where absent."),
                (j, v) => j.LifecycleWebhooks = v ?? j.LifecycleWebhooks
            },
            {
                In.Body.Text("lifecycle_webhooks_url", "Address of the older webhooks; kept and shown.", 2048),
                (j, v) => j.LifecycleWebhooksUrl = v
            },
            {
                In.Body.Flag("triggers_on_draft_pr", "Whether drafts of pull requests start it too.").Or(false),
                (j, v) => j.TriggersOnDraftPr = v
            },
            { "triggers", "What starts it besides the API.", JobTriggerFields.Triggers(isWhole), isWhole },
            {
                In.Body.Choice("job_type", "Kind of job; follows from the triggers where absent.", JobRules.Types),
                (j, v) => j.JobType = v ?? ""
            },
            { Schedule, (j, v) => (v ?? ScheduleInput.Hourly).ApplyTo(j) },
            {
                In.Body.Id("deferring_environment_id", "Environment whose newest manifest is deferred to.").Naming(TargetKind.Environment),
                (j, v) => j.DeferringEnvironmentId = v
            },
            {
                In.Body.Id("deferring_job_definition_id", "Job whose newest manifest is deferred to.").Naming(TargetKind.Job),
                (j, v) => j.DeferringJobDefinitionId = v
            },
            { JobTriggerFields.Completion },
            {
                In.Body.Flag("force_node_selection", "The older name of state-aware orchestration: false asks for it. Kept and shown."),
                (j, v) => j.CostOptimizationFeatures = v == false ? [JobRules.StateAware] : []
            },
            {
                In.Body.Choices(
                    "cost_optimization_features",
                    "Optimisations of dbt's newer engine, which goes before force_node_selection; kept and shown. dbt_state stands alone.",
                    JobRules.StateAware,
                    "efficient_testing",
                    JobRules.DbtState
                ),
                (j, v) => j.CostOptimizationFeatures = v is null ? j.CostOptimizationFeatures : JobRules.FeaturesOf(v)
            },
            {
                isWhole
                    ? BodyFields.State("job").RequiredIf(true)
                    : In.Body.Long("state", "1; with 2 the job is made as a deleted one.", 1, 2).Told(),
                (j, v) => j.State = isWhole || v is null ? j.State : (RowState)v
            },
        };

    private static Fields<Job> Settings(bool isWhole) =>
        new()
        {
            { In.Body.Int("threads", "Threads.", 1, 1024).Or(4).RequiredIf(isWhole), (j, v) => j.Threads = v },
            {
                In.Body.Text("target_name", "Name of the target.").Must(RunOverrides.NameFault).Or("default").RequiredIf(isWhole),
                (j, v) => j.TargetName = v
            },
        };

    private static Fields<Job> Execution(bool isWhole) =>
        new()
        {
            {
                In.Body.Int("timeout_seconds", "Most seconds of a run; 0 for the account's limit.", 0).Or(0).RequiredIf(isWhole),
                (j, v) => j.TimeoutSeconds = v
            },
        };
}
