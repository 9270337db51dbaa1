using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>What the fields of a job must be together, and with the things that they name.</summary>
internal static class JobRules
{
    public const string StateAware = "state_aware_orchestration";

    public const string DbtState = "dbt_state";

    public static readonly string[] Types = ["ci", "merge", "scheduled", "other", "adaptive", "exposure_sync", "hybrid"];

    /// <summary>Writes the fields of a call into a job, and notes what is wrong with them.</summary>
    public static async Task ApplyAsync(CallContext call, HeadgateDb db, Input<Job> input, Job job, CancellationToken cancellation)
    {
        var typeBefore = job.JobType;
        input.ApplyTo(job);
        await PlaceAsync(call, db, input, job, cancellation);
        var longest = await db.Accounts.Where(a => a.Id == call.AccountId).Select(a => a.RunDurationLimitSeconds).FirstAsync(cancellation);
        if (job.TimeoutSeconds > longest)
        {
            input.Problem("execution.timeout_seconds", $"value must be at most {longest}");
        }
        Triggers(input, job, typeBefore);
        if (JobFields.Schedule.Read(call.Source, new FieldProblems()) is { } schedule)
        {
            ScheduleFields.Check(schedule, input.Problems);
        }
        else if (job.TriggersSchedule)
        {
            input.Problem("schedule", "a job that is triggered by its schedule needs one");
        }
        Deferral(call, input, job);
        await CompletionAsync(call, db, input, job, cancellation);
    }

    /// <summary>Features as they are kept: dbt gives <c>dbt_state</c> precedence over all others.</summary>
    public static List<string> FeaturesOf(IReadOnlyList<string> sent) => sent.Contains(DbtState) ? [DbtState] : [.. sent.Distinct()];

    private static async Task PlaceAsync(CallContext call, HeadgateDb db, Input<Job> input, Job job, CancellationToken cancellation)
    {
        if (call.Reference("project_id") is null)
        {
            input.Problem("project_id", "no project has this id");
        }
        // Read again, and in the transaction: the environment may have moved since the decision, which was about another project then.
        var project = await db
            .Environments.Where(e => e.Id == job.EnvironmentId && e.AccountId == call.AccountId && e.State == RowState.Active)
            .Select(e => (long?)e.ProjectId)
            .FirstOrDefaultAsync(cancellation);
        if (project is null)
        {
            input.Problem("environment_id", "no environment has this id");
        }
        else if (project != job.ProjectId)
        {
            input.Problem("environment_id", $"environment {job.EnvironmentId} does not belong to project {job.ProjectId}");
        }
    }

    private static void Triggers(Input<Job> input, Job job, string typeBefore)
    {
        var isCi = job.TriggersGithubWebhook || job.TriggersGitProviderWebhook == true;
        if (job.TriggersSchedule && (isCi || job.TriggersOnMerge))
        {
            input.Problem("triggers.schedule", "a job for pull requests or merges cannot have a schedule");
        }
        if ((isCi || job.TriggersOnMerge) && job.CostOptimizationFeatures.Contains(StateAware))
        {
            input.Problem("cost_optimization_features", $"a job for pull requests or merges cannot have {StateAware}");
        }
        var derived =
            isCi ? "ci"
            : job.TriggersOnMerge ? "merge"
            : job.TriggersSchedule ? "scheduled"
            : "other";
        var asked = job.JobType;
        // "scheduled" and "other" follow from the schedule whatever the client wrote.
        job.JobType = asked is "" or "scheduled" or "other" ? derived : asked;
        if (job.Id != 0 && asked.Length > 0 && Group(job.JobType) != Group(typeBefore))
        {
            input.Problem("job_type", $"a job of type {typeBefore} cannot become one of type {job.JobType}");
        }
    }

    private static string Group(string type) => type is "ci" or "merge" ? type : "";

    private static void Deferral(CallContext call, Input<Job> input, Job job)
    {
        if (job is { DeferringEnvironmentId: not null, DeferringJobDefinitionId: not null })
        {
            input.Problem("deferring_environment_id", "give either deferring_environment_id or deferring_job_definition_id, not both");
        }
        if (job.DeferringEnvironmentId is not null && call.Reference("deferring_environment_id")?.ProjectId != job.ProjectId)
        {
            input.Problem("deferring_environment_id", "no environment of this project has this id");
        }
        if (
            job.DeferringJobDefinitionId is { } other
            && other != job.Id
            && call.Reference("deferring_job_definition_id")?.ProjectId != job.ProjectId
        )
        {
            input.Problem("deferring_job_definition_id", "no job of this project has this id");
        }
        if (job is { RunCompareChanges: true, DeferringEnvironmentId: null })
        {
            input.Problem("run_compare_changes", "comparing changes needs deferring_environment_id");
        }
    }

    private static async Task CompletionAsync(CallContext call, HeadgateDb db, Input<Job> input, Job job, CancellationToken cancellation)
    {
        const string Condition = "job_completion_trigger_condition.condition";
        if (job.CompletionJobId is not { } id)
        {
            return;
        }
        if (id == job.Id)
        {
            input.Problem($"{Condition}.job_id", "a job cannot wait for itself");
        }
        else if (call.Reference($"{Condition}.job_id") is not { } other)
        {
            input.Problem($"{Condition}.job_id", "no job has this id");
        }
        else if (job.CompletionProjectId is { } project && project != other.ProjectId)
        {
            input.Problem($"{Condition}.project_id", $"job {id} does not belong to project {project}");
        }
        else if (await IsCircleAsync(db, job, id, cancellation))
        {
            input.Problem(
                $"{Condition}.job_id",
                $"job {id} starts itself when this one ends, at once or by way of others: they would start each other for ever"
            );
        }
        else
        {
            job.CompletionProjectId = other.ProjectId;
        }
    }

    /// <summary>Whether the other job waits for this one, at once or by way of others.</summary>
    private static async Task<bool> IsCircleAsync(HeadgateDb db, Job job, long other, CancellationToken cancellation)
    {
        if (job.Id == 0)
        {
            return false;
        }
        var waits = await db
            .Jobs.Where(j => j.AccountId == job.AccountId && j.State == RowState.Active && j.CompletionJobId != null)
            .ToDictionaryAsync(j => j.Id, j => j.CompletionJobId!.Value, cancellation);
        var seen = new HashSet<long>();
        for (var at = other; seen.Add(at) && waits.TryGetValue(at, out var next); at = next)
        {
            if (next == job.Id)
            {
                return true;
            }
        }
        return false;
    }
}
