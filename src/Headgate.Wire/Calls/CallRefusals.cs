using System.Net;
using Headgate.Catalogue;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>The ways in which a call ends before it is done; each is recorded first.</summary>
internal sealed partial class CallRefusals(IRecorder recorder, ILogger<CallRefusals> logger)
{
    private static readonly TimeSpan GuessingWait = TimeSpan.FromMinutes(1);

    /// <summary>The refusal of a reason, with the text that it always has.</summary>
    public static Refusal Of(Reason reason, HttpStatusCode? status = null)
    {
        var code = status ?? reason.Status();
        return new Refusal(reason, code, code == HttpStatusCode.NotFound ? AnswerTexts.NotFound : reason.Message())
        {
            RetryAfter = reason == Reason.GuessingSuspected ? GuessingWait : null,
        };
    }

    /// <summary>The refusal of a credential: a good one of another kind is as unknown here as any other.</summary>
    public static Refusal OfCredential(Reason reason) => Of(reason, reason == Reason.WrongRealm ? HttpStatusCode.Unauthorized : null);

    /// <summary>Whether a budget has room, or a person has agreed, cannot be found out: nothing is done.</summary>
    public static Decision TermsUnavailable { get; } =
        Decision.Deny(
            Reason.FactsUnavailable,
            "The server cannot look up the budget or the approval that the call needs, so it was not done. Try again; tell the operator when it stays so."
        );

    /// <summary>The refusal of a body that was not understood. What stands behind it is not taken for another request.</summary>
    public static Refusal OfBody(Reason reason, ParsedBody body) =>
        new(reason, reason.Status(), body.Message)
        {
            Field = reason.Status() == HttpStatusCode.BadRequest ? body.Field : null,
            ClosesConnection = true,
        };

    public static Refusal Mismatch(string field, string message) =>
        new(Reason.AccountMismatch, HttpStatusCode.BadRequest, message) { Field = field };

    /// <summary>Not understood or not authenticated.</summary>
    public ValueTask<CallEnd> TurnAwayAsync(
        CallState call,
        Refusal refusal,
        CancellationToken cancellation,
        RecordWord word = RecordWord.Refused
    ) =>
        RecordAsync(
            call,
            refusal.Reason == Reason.KillSwitch ? RecordWord.Stopped : word,
            refusal,
            TurnedAway(call, refusal.Message),
            cancellation
        );

    public ValueTask<CallEnd> MethodAsync(CallState call, IDecider decider, CancellationToken cancellation)
    {
        var account = Target.OfAccount(call.Caller.AccountId);
        var message = $"Method \"{call.Incoming.Method}\" not allowed.";
        var refusal = new Refusal(Reason.MethodNotAllowed, HttpStatusCode.MethodNotAllowed, message)
        {
            Detail = message,
            Allowed =
            [
                .. call
                    .Incoming.Others.Where(o => decider.Decide(new CallFacts(call.Caller, o.Spec, account, null, Anywhere: true)).IsAllowed)
                    .Select(o => o.Spec.Method),
            ],
        };
        return TurnAwayAsync(call, refusal, cancellation);
    }

    public ValueTask<CallEnd> SlowDownAsync(CallState call, TimeSpan wait, CancellationToken cancellation)
    {
        var refusal = Of(Reason.RateLimited);
        return EndAsync(
            call,
            RecordWord.Stopped,
            refusal with
            {
                RetryAfter = wait,
                Detail = "Request was throttled. " + refusal.Message,
            },
            cancellation
        );
    }

    /// <summary>Something that the decision needs cannot be found out: nothing is done.</summary>
    public ValueTask<CallEnd> StopAsync(CallState call, CancellationToken cancellation, FactsUnavailableException? why = null)
    {
        const string Message =
            "The server cannot look up what the call is about, so it was not done. Try again; tell the operator when it stays so.";
        var refusal = new Refusal(Reason.FactsUnavailable, why?.Status ?? HttpStatusCode.ServiceUnavailable, why?.Message ?? Message)
        {
            RetryAfter = why?.RetryAfter,
        };
        return RecordAsync(call, RecordWord.Stopped, refusal, TurnedAway(call, refusal.Message), cancellation);
    }

    /// <summary>The rules said no, or not yet.</summary>
    public ValueTask<CallEnd> DenyAsync(CallState call, Decision decision, CancellationToken cancellation, bool isEverywhere = false)
    {
        call.Decision = decision;
        var isHeld = decision.Effect == Effect.Ask;
        var refusal = new Refusal(decision.Reason, isHeld ? HttpStatusCode.Forbidden : decision.Reason.Status(), decision.Message)
        {
            IsEverywhere = isEverywhere,
        };
        return EndAsync(call, isHeld ? RecordWord.Held : RecordWord.Denied, refusal, cancellation);
    }

    /// <summary>The call is allowed, and its terms are not fulfilled, or not yet.</summary>
    public ValueTask<CallEnd> TermsAsync(CallState call, TermsTaken taken, CancellationToken cancellation)
    {
        var decision = taken.Refusal!;
        call.Decision = decision;
        call.Note = taken.Note ?? call.Note;
        var isHeld = decision.Effect == Effect.Ask;
        if (isHeld && call.Incoming.HeldNote is { } besides)
        {
            call.Note = call.Note is { } note ? $"{note}; {besides}" : besides;
        }
        var refusal = new Refusal(decision.Reason, isHeld ? HttpStatusCode.Forbidden : decision.Reason.Status(), decision.Message)
        {
            Approval = taken.Approval,
            RetryAfter = taken.RetryAfter,
        };
        var word =
            isHeld ? RecordWord.Held
            : refusal.Status == HttpStatusCode.TooManyRequests ? RecordWord.Stopped
            : RecordWord.Denied;
        return EndAsync(call, word, refusal, cancellation);
    }

    /// <summary>The body was not understood, or contradicts the path.</summary>
    public ValueTask<CallEnd> BodyAsync(CallState call, Refusal refusal, CancellationToken cancellation) =>
        EndAsync(call, refusal.Reason == Reason.AccountMismatch ? RecordWord.Denied : RecordWord.Refused, refusal, cancellation);

    /// <summary>Ends a call to an operation. Where the status is 404 the message goes to the record only, and the caller reads what a missing thing says.</summary>
    public ValueTask<CallEnd> EndAsync(CallState call, RecordWord word, Refusal refusal, CancellationToken cancellation)
    {
        var sentence = Sentences.Denied(call.Operation!, call.Caller, call.Target, refusal.Message);
        var told = refusal.Status == HttpStatusCode.NotFound ? refusal with { Message = AnswerTexts.NotFound } : refusal;
        return RecordAsync(call, word, told, sentence, cancellation);
    }

    /// <summary>The caller went before anything was decided. That is recorded too: a call that leaves no trace is a way to look around unseen.</summary>
    public async ValueTask LeftAsync(CallState call)
    {
        if (call.IsRefused)
        {
            return;
        }
        var refusal = new Refusal(Reason.CallerLeft, HttpStatusCode.RequestTimeout, "The caller left before the call was decided.");
        await RecordAsync(call, RecordWord.Stopped, refusal, TurnedAway(call, refusal.Message), CancellationToken.None);
    }

    private static string TurnedAway(CallState call, string message) =>
        Sentences.Refused(call.Caller, call.Incoming.Method, call.Incoming.Path, message);

    private async ValueTask<CallEnd> RecordAsync(
        CallState call,
        RecordWord word,
        Refusal refusal,
        string sentence,
        CancellationToken cancellation
    )
    {
        if (call.IsExplanation)
        {
            return CallEnd.Refused(refusal, call.Operation, call.Caller.AccountId);
        }
        try
        {
            // Also for a caller who leaves now: what was decided has been decided.
            await recorder.RecordDecisionAsync(call.Record(word, refusal.Reason, sentence, (int)refusal.Status), CancellationToken.None);
            call.IsRefused = true;
        }
        catch (Exception e)
        {
            LogCannotRecord(e, call.Incoming.RequestId);
            return CallEnd.Refused(Of(Reason.CannotRecord));
        }
        cancellation.ThrowIfCancellationRequested();
        return CallEnd.Refused(refusal, call.Operation, call.Caller.AccountId);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: the call cannot be recorded and was refused")]
    private partial void LogCannotRecord(Exception exception, string requestId);
}
