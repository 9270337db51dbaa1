using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Rows;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Jobs;

/// <summary>Replaces a job.</summary>
internal sealed class UpdateJob : IOperation<Job>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.update",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
            Capability = Capabilities.Jobs,
            Permission = Permission.Write(PermissionResource.Jobs),
            Suffices = ["Job Admin"],
            Risk =
                "Other commands, another environment or another schedule take effect at once, with production credentials where the job has them.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a job",
            Description =
                "Replaces the whole job, so read it, change it and send it back. What the official description requires must be there, and other fields "
                + "that are left out fall back to their defaults. "
                + "A body with state 2 deletes the job.",
            Fields = JobFields.Replacement,
            Answers = AnswerForm.One(PlatformJson.Default.JobView),
            Source = "openapi-v2: Update Job",
            InGuide = true,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<Job> input, CancellationToken cancellation) =>
        JobChange.SaveAsync(
            call,
            async (db, job) =>
            {
                if (call.IsDeletion)
                {
                    job.State = RowState.Deleted;
                    return null;
                }
                var hidden = await HiddenThings.OfAsync(call, db, [job], [], cancellation);
                await JobRules.ApplyAsync(call, db, input, job, cancellation);
                HiddenThings.Keep(hidden, db.Entry(job));
                // Saving a job that too many failures had switched off switches it on again, as dbt does.
                job.Deactivated = false;
                WholeRowUpdate.Mark(
                    db.Entry(job),
                    nameof(Job.NextRunAt),
                    nameof(Job.RunFailureCount),
                    nameof(Job.MostRecentRunId),
                    nameof(Job.MostRecentCompletedRunId)
                );
                return input.Refusal;
            },
            cancellation
        );
}
