using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Keeps webhooks going with the server: makes events of what runs did, delivers what is due, and removes what is old.</summary>
internal sealed partial class WebhookDispatcher(
    OutboxSignal outbox,
    OutboxReader reader,
    DueDeliveries deliveries,
    DeliveryLedger ledger,
    DeliverySignal signal,
    DeliveryPruning pruning,
    StoreSettings store,
    TimeProvider clock,
    ILogger<WebhookDispatcher> logger
) : BackgroundService
{
    /// <summary>On PostgreSQL another node may have written what this one delivers, and nobody calls.</summary>
    private readonly TimeSpan _look = TimeSpan.FromSeconds(store.UsesSqlite ? 60 : 5);

    private bool _isLate;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(
            RepeatAsync(ReadAsync, stoppingToken),
            RepeatAsync(DeliverAsync, stoppingToken),
            RepeatAsync(PruneAsync, stoppingToken)
        );
        await deliveries.WhenIdleAsync();
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        if (await reader.ReadAsync(stopping) > 0)
        {
            signal.Raise();
        }
        await outbox.WaitAsync(_look, clock, stopping);
    }

    private async Task DeliverAsync(CancellationToken stopping)
    {
        await deliveries.StartAsync(signal.TakeNew() || _isLate, stopping);
        // While attempts end many times a second, asking each time when the next one is due would cost more than to look again.
        var pause = deliveries.IsWorking ? DueDeliveries.Again : await ledger.NextDueAsync(stopping) - clock.Now();
        _isLate = !await signal.WaitAsync(pause < _look ? pause.Value : _look, clock, stopping);
    }

    private async Task PruneAsync(CancellationToken stopping)
    {
        await pruning.PruneAsync(stopping);
        await Task.Delay(DeliveryPruning.Pause, clock, stopping);
    }

    /// <summary>A database that does not answer for a while must not end webhooks until the next start.</summary>
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

    [LoggerMessage(EventId = 3103, Level = LogLevel.Error, Message = "Webhooks were interrupted by a failure; they go on shortly")]
    private partial void LogFailed(Exception failure);
}
