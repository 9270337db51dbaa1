using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>One file of a run as it is, without envelope.</summary>
internal static class ArtifactAnswer
{
    public static async ValueTask<Answer> OfAsync(CallContext call, HeadgateDb db, long runId, int? step, CancellationToken cancellation)
    {
        var path = call.RouteText("path");
        var artifact = await db
            .Artifacts.AsNoTracking()
            .Where(row => row.RunId == runId && row.Path == path && (step == null || row.Step == step))
            .OrderByDescending(row => row.Step)
            .FirstOrDefaultAsync(cancellation);
        return artifact is not null && call.Service<ArtifactStore>().Open(artifact.Sha256) is { } content
            ? Answer.File(content, MediaType(path), artifact.Size)
            : Answer.NotFound;
    }

    private static string MediaType(string path) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => "application/json",
            // A page that a project made: the wire sends it so that it reaches nothing of this server.
            ".html" => "text/html; charset=utf-8",
            ".sql" or ".log" or ".txt" or ".md" or ".yml" or ".yaml" => "text/plain; charset=utf-8",
            ".csv" => "text/csv; charset=utf-8",
            ".parquet" => "application/x-parquet",
            _ => "application/octet-stream",
        };
}
