using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Gets one file that a run left.</summary>
internal sealed class GetRunArtifact : IOperation<StepChoice>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "artifacts.get",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/artifacts/{path*}",
            Capability = Capabilities.Artifacts,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Metadata Only", "Job Viewer"],
            AlsoAllowedFor = ["metadata_only"],
            Risk = "Compiled SQL and the manifest describe the whole warehouse.",
            Sentence = "{actor} read the artifact {path} of {target}",
            Summary = "Get an artifact",
            Description =
                "The file as it is, without envelope: manifest.json, run_results.json, catalog.json, compiled/… . Without step it is the file as the "
                + "last step left it. 404 before the run is complete. Files can be large; read them as a stream.",
            Fields = ArtifactFields.All,
            Answers = AnswerForm.File,
            Source = "openapi-v2: Get Run Artifact",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<StepChoice> input, CancellationToken cancellation)
    {
        var run = (Run)call.Target.Row!;
        if (!run.Status.IsComplete())
        {
            return Answer.NotFound;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return await ArtifactAnswer.OfAsync(call, db, run.Id, input.ApplyTo(new()).Step, cancellation);
    }
}
