using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Budgets;

/// <summary>Settles what budgets have reserved for runs as they end.</summary>
internal sealed partial class BudgetSettling(BudgetSettlement settlement, TimeProvider time, ILogger<BudgetSettling> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        // At once too: what a server that went away has left is settled by the next one.
        do
        {
            try
            {
                await settlement.SettleAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotSettled(e);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What budgets have reserved for runs could not be settled; it is tried again")]
    private partial void LogNotSettled(Exception exception);
}
