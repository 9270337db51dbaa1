using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Keeping;

/// <summary>Removes what is not to be kept any more, a while after the start and then every hour.</summary>
internal sealed partial class RunKeeping(RunRetention retention, ArtifactSweep sweep, TimeProvider clock, ILogger<RunKeeping> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Files are looked through once in so many rounds.</summary>
    private const int RoundsOfSweep = 24;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var round = 0; ; round++)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                await retention.RemoveAsync(stoppingToken);
                if (round % RoundsOfSweep == 0)
                {
                    LogSwept(await sweep.SweepAsync(stoppingToken));
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(
        EventId = 3007,
        Level = LogLevel.Information,
        Message = "Artifacts that no run names any more were removed: {Bytes} bytes"
    )]
    private partial void LogSwept(long bytes);

    [LoggerMessage(EventId = 3008, Level = LogLevel.Error, Message = "Old runs could not be removed; it is tried again in an hour")]
    private partial void LogFailed(Exception failure);
}
