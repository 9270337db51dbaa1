using Headgate.Platform.Related;
using Headgate.Platform.Signals;
using Headgate.Store.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Schedules;

/// <summary>
/// Keeps schedules: looks for jobs whose time has come when the next one is due, when a job has changed, and at the least once a minute, as another server may have changed one.
/// </summary>
internal sealed partial class ScheduleClock(DueJobs due, TimeProvider clock, ILogger<ScheduleClock> logger) : BackgroundService, IJobChanges
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Signal _changes = new();

    /// <inheritdoc />
    public Task ChangedAsync(Job job, CancellationToken cancellation)
    {
        _changes.Raise();
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = await due.EnterAsync(stoppingToken);
                var pause = next - clock.GetUtcNow() ?? Longest;
                await _changes.WaitAsync(pause < Longest ? pause : Longest, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                await _changes.WaitAsync(Longest, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(
        EventId = 3004,
        Level = LogLevel.Error,
        Message = "Jobs whose time has come could not be looked for; it is tried again in a minute"
    )]
    private partial void LogFailed(Exception failure);
}
