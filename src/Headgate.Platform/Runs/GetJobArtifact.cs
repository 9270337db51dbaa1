using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Gets one file of a job's newest successful run.</summary>
internal sealed class GetJobArtifact : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "artifacts.get.job",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/artifacts/{path*}",
            Area = Area.Runs,
            Capability = Capabilities.Artifacts,
            Access = Access.Read,
            AnswersFile = true,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Metadata Only", "Job Viewer"],
            AlsoAllowedFor = ["metadata_only"],
            Risk = "Compiled SQL and the manifest describe the whole warehouse.",
            Target = TargetRule.Job(),
            Sentence = "{actor} read the newest artifact {path} of {target}",
            Summary = "Get an artifact of a job's newest run",
            Description = "As with a run's artifact, of the job's newest successful run.",
            Source = "openapi-v2: Retrieve Job Artifact",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var jobId = call.RouteLong("job_id");
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var runId = await db
            .Runs.Where(run => run.JobDefinitionId == jobId && run.Status == RunStatus.Success && run.ArtifactsSaved)
            .OrderByDescending(run => run.Id)
            .Select(run => (long?)run.Id)
            .FirstOrDefaultAsync(cancellation);
        return runId is { } id
            ? await ArtifactAnswer.OfAsync(db, call.Service<ArtifactStore>(), id, call.RouteText("path"), step: null, cancellation)
            : Answer.NotFound;
    }
}
