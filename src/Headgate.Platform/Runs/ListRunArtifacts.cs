using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Lists the files that a run left.</summary>
internal sealed class ListRunArtifacts : IOperation<StepChoice>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "artifacts.list",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/artifacts/",
            Capability = Capabilities.Artifacts,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Names of files show the names of models.",
            Sentence = "{actor} listed the artifacts of {target}",
            Summary = "List a run's artifacts",
            Description = "Paths of the files in the run's target folder. There are none before the run is complete: 404.",
            Fields = ArtifactFields.All,
            Answers = AnswerForm.One(PlatformJson.Default.IReadOnlyListString),
            Source = "openapi-v2: List Run Artifacts",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<StepChoice> input, CancellationToken cancellation)
    {
        var (run, step) = ((Run)call.Target.Row!, input.ApplyTo(new()).Step);
        if (!run.Status.IsComplete())
        {
            return Answer.NotFound;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var paths = await db
            .Artifacts.Where(row => row.RunId == run.Id && (step == null || row.Step == step))
            .Select(row => row.Path)
            .Distinct()
            .ToListAsync(cancellation);
        paths.Sort(StringComparer.Ordinal);
        // dbt's own answer to a run without files is null, and clients know it.
        return call.Ok<IReadOnlyList<string>>(paths.Count == 0 ? null! : paths);
    }
}
