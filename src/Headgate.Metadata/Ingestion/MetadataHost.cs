using Headgate.Metadata.Columns.Keeping;
using Headgate.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Metadata.Ingestion;

/// <summary>Keeps what is known of environments up to date while the server runs, and removes old history.</summary>
internal sealed partial class MetadataHost(
    EndedRuns ended,
    ColumnKeeper columns,
    HistoryRetention retention,
    MetadataSignal signal,
    StoreSettings store,
    TimeProvider clock,
    ILogger<MetadataHost> logger
) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>On PostgreSQL another server may have ended a run, and nobody calls.</summary>
    private readonly TimeSpan _look = TimeSpan.FromSeconds(store.UsesSqlite ? 60 : 5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(RepeatAsync(ReadAsync, stoppingToken), RepeatAsync(RemoveAsync, stoppingToken));
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        await ended.ReadAsync(stopping);
        await columns.KeepAsync(stopping);
        await signal.WaitAsync(_look, clock, stopping);
    }

    private async Task RemoveAsync(CancellationToken stopping)
    {
        await Task.Delay(Day, clock, stopping);
        await retention.RemoveAsync(stopping);
    }

    /// <summary>A database that does not answer for a while must not end it until the next start.</summary>
    private async Task RepeatAsync(Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await round(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                await Task.Delay(_look, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(EventId = 3403, Level = LogLevel.Error, Message = "Reading artifacts was interrupted by a failure; it goes on shortly")]
    private partial void LogFailed(Exception failure);
}
