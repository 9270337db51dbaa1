using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Gets one file of a job's newest successful run.</summary>
internal sealed class GetJobArtifact : IOperation
{
    private static readonly ListFields<Run> Fields = new ListFields<Run>(r => r.Id) { HasPages = false, DefaultOrder = "-id" }
        .Filtered()
        .Also(ArtifactFields.Step)
        .Also(ArtifactFields.Related);

    public static Operation Spec { get; } =
        new()
        {
            Id = "artifacts.get.job",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/artifacts/{path*}",
            Capability = Capabilities.Artifacts,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Metadata Only", "Job Viewer"],
            AlsoAllowedFor = ["metadata_only"],
            Risk = "Compiled SQL and the manifest describe the whole warehouse.",
            Sentence = "{actor} read the newest artifact {path} of {target}",
            Summary = "Get an artifact of a job's newest run",
            Description =
                "As with a run's artifact, of the newest run of the job that the filters leave; of the newest successful one where no status is asked for.",
            Fields = Fields,
            Answers = AnswerForm.File,
            Source = "openapi-v2: Retrieve Job Artifact",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var jobId = call.RouteLong("job_id");
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var byStatus = RunFilters.ByStatus(call.Source);
        var rows = db
            .Runs.Where(run => run.JobDefinitionId == jobId && run.ArtifactsSaved && run.FinishedAt != null)
            .Visible(call.Scope)
            .Where(run => byStatus || run.Status == RunStatus.Success);
        var query = RunFilters.Of(Fields, call, db, rows);
        var step = ArtifactFields.Step.Read(call.Source, query.Problems);
        if (query.Problems.Refusal is { } refusal)
        {
            return refusal;
        }
        var runId = await query.Rows.OrderByDescending(run => run.Id).Select(run => (long?)run.Id).FirstOrDefaultAsync(cancellation);
        return runId is { } id ? await ArtifactAnswer.OfAsync(call, db, id, step, cancellation) : Answer.NotFound;
    }
}
