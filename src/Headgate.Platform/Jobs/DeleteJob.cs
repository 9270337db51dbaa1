using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Jobs;

/// <summary>Deletes a job.</summary>
internal sealed class DeleteJob : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.delete",
            Method = "DELETE",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
            Capability = Capabilities.Jobs,
            Permission = Permission.Write(PermissionResource.Jobs),
            Suffices = ["Job Admin"],
            Risk = "The schedule stops and the job is gone from view; tables that it kept fresh go stale.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete a job",
            Description =
                "Removes the job with its schedule and its reference in the history. Runs that it has made stay readable, those that wait for their turn end as cancelled. A run that works is not stopped: cancel it first.",
            Answers = AnswerForm.One(PlatformJson.Default.JobView),
            Source = "openapi-v2: Destroy Job",
            InGuide = true,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        JobChange.SaveAsync(
            call,
            (_, job) =>
            {
                job.State = RowState.Deleted;
                return default;
            },
            cancellation
        );
}
