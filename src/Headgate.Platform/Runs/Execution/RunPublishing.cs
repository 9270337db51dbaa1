using System.Text.Json;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Publishes the warehouse that a run has written, while the run still has it to itself. Only a project with metrics has readers outside of runs.</summary>
public sealed partial class RunPublishing(
    IDbContextFactory<HeadgateDb> databases,
    ArtifactStore artifacts,
    PublishedWarehouses published,
    StoreSettings store,
    ILogger<RunPublishing> logger
)
{
    private const long LargestManifest = 64 << 20;

    internal async Task PublishAsync(RunPlan plan, CancellationToken cancellation)
    {
        if (plan.Connection is not { } connection || WarehouseFile.Of(connection, store) is not { } file)
        {
            return;
        }
        try
        {
            if (await HasMetricsAsync(plan.Run.Id, cancellation))
            {
                published.Publish(file, plan.Run.Id);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The run has done its work; readers stay with what was published before.
            LogFailed(e, plan.Run.Id);
        }
    }

    private async Task<bool> HasMetricsAsync(long run, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var kept = await db
            .Artifacts.AsNoTracking()
            .Where(row => row.RunId == run && row.Path == SemanticManifestFile.Path && row.Size < LargestManifest)
            .OrderByDescending(row => row.Step)
            .Select(row => row.Sha256)
            .FirstOrDefaultAsync(cancellation);
        await using var stream = kept is null ? null : artifacts.Open(kept);
        if (stream is null)
        {
            return false;
        }
        try
        {
            using var json = await JsonDocument.ParseAsync(stream, default, cancellation);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("metrics", out var metrics)
                && metrics.ValueKind == JsonValueKind.Array
                && metrics.GetArrayLength() > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 3250, Level = LogLevel.Warning, Message = "The warehouse of run {Run} could not be published for readers")]
    private partial void LogFailed(Exception failure, long run);
}
