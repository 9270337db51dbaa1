using System.Threading.Channels;
using Headgate.Platform.Related;
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

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <inheritdoc />
    public Task ChangedAsync(Job job, CancellationToken cancellation)
    {
        _changes.Writer.TryWrite(true);
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
                await WaitAsync(next - clock.GetUtcNow() ?? Longest, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                await WaitAsync(Longest, stoppingToken);
            }
        }
    }

    /// <summary>Waits until then or for a change.</summary>
    private async Task WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        if (pause <= TimeSpan.Zero)
        {
            return;
        }
        using var late = new CancellationTokenSource(pause < Longest ? pause : Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        await ((Task)_changes.Reader.ReadAsync(either.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(
        EventId = 3004,
        Level = LogLevel.Error,
        Message = "Jobs whose time has come could not be looked for; it is tried again in a minute"
    )]
    private partial void LogFailed(Exception failure);
}
