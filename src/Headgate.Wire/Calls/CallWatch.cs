using System.Net;
using Headgate.Catalogue;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>
/// Ends a call that takes long as soon as it would be refused: its key was revoked, its grant taken back, its thing changed. Whoever takes a right back need not wait until
/// what is done with it has ended by itself.
/// </summary>
internal sealed partial class CallWatch(TimeProvider clock, ILogger<CallWatch> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the work may take to end once it is told to; it is left behind then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks at rights that may fail in a row before it is taken that they cannot be known.</summary>
    private const int FailuresAllowed = 3;

    /// <summary>Does the work of a call.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isAllowed">Whether the call would be allowed now.</param>
    /// <param name="request">The request's id, for the log.</param>
    /// <param name="cancellation">Ends it: the caller has gone.</param>
    public async ValueTask<Answer> DoAsync(
        Func<CancellationToken, ValueTask<Answer>> work,
        Func<CancellationToken, ValueTask<bool>> isAllowed,
        string request,
        CancellationToken cancellation
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var done = work(stop.Token).AsTask();
        var failures = 0;
        while (true)
        {
            await Task.WhenAny(done, Task.Delay(Look, clock, stop.Token));
            if (done.IsCompleted || cancellation.IsCancellationRequested)
            {
                return await done;
            }
            try
            {
                if (await isAllowed(cancellation))
                {
                    failures = 0;
                    continue;
                }
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                LogUnknown(e, request);
                if (++failures < FailuresAllowed)
                {
                    continue;
                }
            }
            await stop.CancelAsync();
            await Task.WhenAny(done, Task.Delay(Patience, clock, CancellationToken.None));
            _ = done.ContinueWith(
                static late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
            return Answer
                .Failure(
                    HttpStatusCode.Forbidden,
                    "The call was ended while it worked, because it would not be allowed any more. What it began may be done."
                )
                .WithAlso("ended it because the caller may not do this any more");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: it cannot be looked up whether the call would still be allowed")]
    private partial void LogUnknown(Exception exception, string requestId);
}
