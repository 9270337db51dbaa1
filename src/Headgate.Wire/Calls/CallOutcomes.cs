using System.Diagnostics;
using Headgate.Catalogue;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>Records what came of allowed calls, for doors: an answer leaves only after this.</summary>
public sealed partial class CallOutcomes(IRecorder recorder, ILogger<CallOutcomes> logger)
{
    /// <summary>The status that records give a call whose caller did not wait for its answer.</summary>
    public const int CallerLeft = 499;

    /// <summary>Records the outcome of an answer that is about to leave; gives the refusal to send instead, where it cannot be recorded.</summary>
    /// <param name="call">The call.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="bytes">Bytes of the answer as the door writes it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Refusal?> RecordAsync(IncomingCall call, CallEnd end, long bytes, CancellationToken cancellation)
    {
        var answer = end.Answer!;
        var outcome = new CallOutcome((int)answer.Status, bytes, Stopwatch.GetElapsedTime(call.Started))
        {
            Refusal = Why(answer),
            Also = answer.Also,
            Remark = answer.Remark,
        };
        try
        {
            await recorder.RecordOutcomeAsync(end.Ticket, outcome, cancellation);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogOutcomeLost(e, call.RequestId);
            return CallRefusals.Of(Reason.CannotRecord);
        }
    }

    /// <summary>Records the outcome of a file or of events, which is known only once the bytes have gone out.</summary>
    /// <param name="call">The call.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="status">200, or <see cref="CallerLeft"/>, or 500 where it could not be read to its end.</param>
    /// <param name="sent">Bytes that went out.</param>
    /// <param name="also">What else is to be said; null for nothing.</param>
    /// <param name="remark">What its maker says of it; null for nothing.</param>
    /// <param name="stopped">Why it was stopped before its end; null where it was not.</param>
    public async ValueTask RecordPartsAsync(
        IncomingCall call,
        CallEnd end,
        int status,
        long sent,
        string? also = null,
        AnswerRemark? remark = null,
        Reason? stopped = null
    )
    {
        try
        {
            await recorder.RecordOutcomeAsync(
                end.Ticket,
                new CallOutcome(status, sent, Stopwatch.GetElapsedTime(call.Started))
                {
                    Also = also,
                    Remark = remark,
                    Stopped = stopped,
                },
                CancellationToken.None
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogPartsOutcomeLost(e, call.RequestId);
        }
    }

    /// <summary>Fields are named, their values are not: they could hold a secret.</summary>
    private static string? Why(Answer answer) =>
        answer switch
        {
            BadRequestAnswer bad => $"what was sent as {string.Join(", ", bad.Fields.Keys.Take(10))} was not accepted",
            FailureAnswer { Status: System.Net.HttpStatusCode.NotFound } => "there was no such thing",
            FailureAnswer failure when (int)failure.Status < 500 => failure.Message.TrimEnd('.'),
            _ => null,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: the outcome cannot be recorded; the answer is withheld")]
    private partial void LogOutcomeLost(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: the outcome of what was sent cannot be recorded")]
    private partial void LogPartsOutcomeLost(Exception exception, string requestId);
}
