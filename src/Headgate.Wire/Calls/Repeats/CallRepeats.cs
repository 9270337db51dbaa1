using System.Net;
using Headgate.Catalogue;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>
/// Changes that come with a name of their sender's are done once: who sends one again, as no answer came, gets the answer of the first. Each of them is judged and recorded like any other call, and
/// only the first takes from a budget, uses a person's yes, and is done.
/// </summary>
internal sealed partial class CallRepeats(
    CallRefusals refusals,
    IRecorder recorder,
    ILogger<CallRepeats> logger,
    IRepeatKeeper? keeper = null
)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    /// <summary>Whether a call is one of these.</summary>
    public bool Concerns(CallState call) =>
        keeper is not null && call.Incoming.Repeat is not null && call.Operation!.Access == Access.Write;

    /// <summary>Does a call that may be done, unless it was done before.</summary>
    /// <param name="call">The call.</param>
    /// <param name="work">Does it. Once it has begun it is done to its end, whether its caller waits or not: the caller comes back for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<CallEnd> DoAsync(
        CallState call,
        Func<CancellationToken, ValueTask<CallEnd>> work,
        CancellationToken cancellation
    )
    {
        if (call.Incoming.Repeat!.Text is not { } key)
        {
            var broken = new Refusal(
                Reason.BadArgument,
                HttpStatusCode.BadRequest,
                $"{RepeatKey.Header} has 1 to {RepeatKey.Longest} visible characters, and is sent once."
            );
            return await refusals.EndAsync(call, RecordWord.Refused, broken, cancellation);
        }
        RepeatFound found;
        try
        {
            found = await keeper!.BeginAsync(key, Asked(call), cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            await refusals.LeftAsync(call);
            throw;
        }
        catch (Exception e)
        {
            LogUnavailable(e, call.Incoming.RequestId);
            return await refusals.StopAsync(call, cancellation);
        }
        if (found.State == RepeatState.First && call.Incoming.Repeat.IsOnlyAgain)
        {
            try
            {
                await keeper!.EndAsync(found, null);
            }
            catch (Exception e)
            {
                LogNotKept(e, call.Incoming.RequestId);
                keeper!.Lose(found);
            }
            return await RefuseAsync(call, new RepeatFound(RepeatState.NotKnown), cancellation);
        }
        return found switch
        {
            { State: RepeatState.First } => await FirstAsync(call, found, work),
            { State: RepeatState.Done, Answer: { } kept } when kept.ToAnswer(call.Operation!.Answers) is { } answer => await AgainAsync(
                call,
                found,
                answer,
                cancellation
            ),
            _ => await RefuseAsync(call, found, cancellation),
        };
    }

    private async ValueTask<CallEnd> FirstAsync(CallState call, RepeatFound found, Func<CancellationToken, ValueTask<CallEnd>> work)
    {
        CallEnd end;
        try
        {
            end = await work(CancellationToken.None);
        }
        catch
        {
            keeper!.Lose(found);
            throw;
        }
        try
        {
            await keeper!.EndAsync(found, KeptAnswer.Of(end));
        }
        catch (Exception e)
        {
            // It is done. Whoever sends it again is told that nobody knows.
            LogNotKept(e, call.Incoming.RequestId);
            keeper!.Lose(found);
        }
        return end;
    }

    private async ValueTask<CallEnd> AgainAsync(CallState call, RepeatFound found, Answer answer, CancellationToken cancellation)
    {
        call.Note = $"sent again: answered as request {found.First} was";
        try
        {
            var (incoming, operation) = (call.Incoming, call.Operation!);
            var sentence = Sentences.Of(operation, call.Caller, call.Target!, incoming.Route, call.Arguments, call.IsDeletion);
            var ticket = await recorder.RecordDecisionAsync(
                call.Record(RecordWord.Allowed, call.Decision!.Reason, $"{sentence} It was sent again and not done again.", 0),
                CancellationToken.None
            );
            return new CallEnd(
                null,
                answer.Masking(call.Decision.Masked).WithAlso($"gave the answer of request {found.First}, and did nothing"),
                operation,
                call.Caller.AccountId,
                ticket
            );
        }
        catch (Exception e)
        {
            LogUnavailable(e, call.Incoming.RequestId);
            cancellation.ThrowIfCancellationRequested();
            return CallEnd.Refused(CallRefusals.Of(Reason.CannotRecord));
        }
    }

    private ValueTask<CallEnd> RefuseAsync(CallState call, RepeatFound found, CancellationToken cancellation)
    {
        call.Note = found.First is { } first ? $"request {first} had this {RepeatKey.Header} first" : call.Note;
        return found.State switch
        {
            RepeatState.OtherCall => refusals.EndAsync(
                call,
                RecordWord.Denied,
                new Refusal(
                    Reason.IdempotencyConflict,
                    HttpStatusCode.Conflict,
                    $"This {RepeatKey.Header} was sent with another call before, request {found.First}. Send a new one with each new call."
                ),
                cancellation
            ),
            RepeatState.TooMany => refusals.EndAsync(
                call,
                RecordWord.Stopped,
                new Refusal(
                    Reason.RateLimited,
                    HttpStatusCode.TooManyRequests,
                    $"Too many calls with an {RepeatKey.Header} within 24 hours. Send calls that need none without it."
                )
                {
                    RetryAfter = TimeSpan.FromHours(1),
                },
                cancellation
            ),
            RepeatState.Done => refusals.EndAsync(
                call,
                RecordWord.Denied,
                new Refusal(
                    Reason.IdempotencyConflict,
                    HttpStatusCode.Conflict,
                    $"This call was done already, by request {found.First}. Its answer is not kept: it was shown once, or is too long. Read what came of it."
                ),
                cancellation
            ),
            _ => refusals.EndAsync(
                call,
                RecordWord.Stopped,
                new Refusal(
                    Reason.IdempotencyUnknown,
                    HttpStatusCode.Conflict,
                    $"This call was begun by {(found.First is { } begun ? $"request {begun}" : "another request, or long ago")}, and it is not known yet, or not any more, what came of it. "
                        + $"Wait and ask again, or read whether it was done before sending it under another {RepeatKey.Header}."
                )
                {
                    RetryAfter = Wait,
                },
                cancellation
            ),
        };
    }

    private static TermsCall Asked(CallState call) =>
        new(call.Incoming.RequestId, call.Caller, call.Operation!, call.Target!, call.Arguments, call.Incoming.Route, null, call.Decision!);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: it cannot be looked up whether the call was made before")]
    private partial void LogUnavailable(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: its answer cannot be kept for who sends it again")]
    private partial void LogNotKept(Exception exception, string requestId);
}
