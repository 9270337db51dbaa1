using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Budgets;

/// <summary>Settles the run minutes of budgets as runs end.</summary>
internal sealed partial class BudgetSettling(BudgetLedger ledger, TimeProvider time, ILogger<BudgetSettling> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ledger.SettleAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotSettled(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The run minutes of budgets could not be settled; it is tried again")]
    private partial void LogNotSettled(Exception exception);
}
