using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Puts a job into its project and environment, which must fit, and checks the jobs that it names.</summary>
internal static class JobPlace
{
    /// <summary>Reads <c>project_id</c> and <c>environment_id</c>.</summary>
    public static void Apply(CallContext call, Job job)
    {
        var body = call.Body;
        job.ProjectId = body.RequiredLong("project_id");
        job.EnvironmentId = body.RequiredLong("environment_id");
        var project = call.Reference("project_id");
        var environment = call.Reference("environment_id");
        if (job.ProjectId > 0 && project is null)
        {
            body.Problem("project_id", "no project has this id");
        }
        if (job.EnvironmentId > 0 && environment is null)
        {
            body.Problem("environment_id", "no environment has this id");
        }
        if (project is not null && environment is not null && environment.ProjectId != project.ProjectId)
        {
            body.Problem("environment_id", $"environment {job.EnvironmentId} does not belong to project {job.ProjectId}");
        }
    }

    /// <summary>Checks that the job whose completion starts this one exists where the caller can see it.</summary>
    public static async Task CheckCompletionAsync(CallContext call, HeadgateDb db, Job job, CancellationToken cancellation)
    {
        if (job.CompletionJobId is not { } id)
        {
            return;
        }
        var other = await db
            .Jobs.AsNoTracking()
            .FirstOrDefaultAsync(j => j.Id == id && j.AccountId == job.AccountId && j.State == RowState.Active, cancellation);
        if (other is null || !call.Scope.Sees(other.ProjectId, other.EnvironmentId, other.Id))
        {
            call.Body.Problem("job_completion_trigger_condition.condition.job_id", "no job has this id");
            return;
        }
        job.CompletionProjectId = other.ProjectId;
    }
}
