using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>Ends what is being sent for long as soon as its call would be refused: whoever takes a right back need not wait until a log or a large file has ended by itself.</summary>
public sealed partial class RightsWatch(CallPath path, WireSettings settings, TimeProvider clock, ILogger<RightsWatch> logger)
{
    /// <summary>Looks at rights that may fail in a row before it is taken that they cannot be known.</summary>
    private const int FailuresAllowed = 3;

    /// <summary>Asks again and again whether a call would still be allowed, and stops it once it would not, or once nobody can say. Ends when it is stopped.</summary>
    /// <param name="call">The call.</param>
    /// <param name="stop">Stops what is being sent.</param>
    public async Task RunAsync(IncomingCall call, CancellationTokenSource stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(settings.RightsLook, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stop.IsCancellationRequested && !await path.IsStillAllowedAsync(call, stop.Token))
                {
                    await stop.CancelAsync();
                }
                failures = 0;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogUnknown(e, call.RequestId);
                if (++failures >= FailuresAllowed)
                {
                    await stop.CancelAsync();
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Request {RequestId}: it cannot be looked up whether the caller may still read what it is being sent"
    )]
    private partial void LogUnknown(Exception exception, string requestId);
}
