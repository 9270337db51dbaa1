using Headgate.Catalogue;
using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Lists the files that a run left.</summary>
internal sealed class ListRunArtifacts : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "artifacts.list",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/artifacts/",
            Area = Area.Runs,
            Capability = Capabilities.Artifacts,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Names of files show the names of models.",
            Target = TargetRule.Run(),
            Sentence = "{actor} listed the artifacts of {target}",
            Summary = "List a run's artifacts",
            Description = "Paths of the files in the run's target folder. There are none before the run is complete: 404.",
            Parameters = [new("step", "integer", "Index of a step, counted from 1 over all steps; without it the files of all steps.")],
            Source = "openapi-v2: List Run Artifacts",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var run = (Run)call.Target.Row!;
        var step = call.Query.Long("step");
        if (call.Query.Problems is { } problems)
        {
            return problems;
        }
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
        return Answer.Ok(json =>
        {
            if (paths.Count == 0)
            {
                json.WriteNullValue();
                return;
            }
            json.WriteStartArray();
            foreach (var path in paths)
            {
                json.WriteStringValue(path);
            }
            json.WriteEndArray();
        });
    }
}
