using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Metadata.Ingestion;

/// <summary>Reads the artifacts of one run into what is known of its environment.</summary>
internal sealed partial class RunIngestion(
    IDbContextFactory<HeadgateDb> databases,
    RunReading reading,
    StateWriter writer,
    ILogger<RunIngestion> logger
)
{
    /// <summary>Reads a run, unless that was done already. Gives what came of it; null where there is no such run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="again">Whether it is read although it was read before.</param>
    /// <param name="cancellation">Ends it; nothing is in effect then.</param>
    public async Task<MetadataIngest?> IngestAsync(long run, bool again, CancellationToken cancellation)
    {
        Run? row;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            row = await db.Runs.AsNoTracking().FirstOrDefaultAsync(r => r.Id == run, cancellation);
            var done = await db.MetadataIngests.AsNoTracking().FirstOrDefaultAsync(r => r.RunId == run, cancellation);
            if (row?.FinishedAt is null || (done is not null && !again))
            {
                await writer.PassOverAsync(run, cancellation);
                return done;
            }
        }
        var read = await reading.ReadAsync(row, cancellation);
        var written = await writer.WriteAsync(read, again, cancellation);
        if (read.Unreadable > 0)
        {
            LogUnreadable(run, written.Note);
        }
        return written;
    }

    /// <summary>Reads a run for the consumer of events: whatever goes wrong with it is noted, so that others are read.</summary>
    public async Task IngestOrNoteAsync(long run, CancellationToken cancellation)
    {
        try
        {
            await IngestAsync(run, again: false, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(run, failure);
            // A database that is away fails here too: the event stays, and is tried again.
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var row = await db.Runs.AsNoTracking().FirstAsync(r => r.Id == run, cancellation);
            await writer.FailAsync(row, "The server failed to read it; its log says more.", cancellation);
        }
    }

    [LoggerMessage(EventId = 3401, Level = LogLevel.Warning, Message = "Artifacts of run {RunId} were not all read: {Note}")]
    private partial void LogUnreadable(long runId, string? note);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Error, Message = "The artifacts of run {RunId} could not be read")]
    private partial void LogFailed(long runId, Exception failure);
}
