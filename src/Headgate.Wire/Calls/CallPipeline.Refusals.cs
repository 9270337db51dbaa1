using System.Net;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>The ways in which a call ends before it is done; each is recorded first.</summary>
internal sealed partial class CallPipeline
{
    private Task RefusePathAsync(CallState call, Reason reason)
    {
        if (reason == Reason.PathTooLong)
        {
            call.Http.Response.Headers.Connection = "close";
        }
        // A path that tries to climb out of an artifact folder is told what any missing artifact is told.
        var artifact = reason == Reason.BadPath && call.RawTarget.Contains("/artifacts/", StringComparison.Ordinal);
        return RefuseAsync(call, reason, artifact ? StatusCodes.Status404NotFound : null);
    }

    private async Task RefuseMethodAsync(CallState call, RouteResult found, IDecider decider)
    {
        var account = Target.OfAccount(call.Caller.AccountId);
        var allowed = found
            .Ends.Where(e => decider.Decide(new CallFacts(call.Caller, e.Entry.Spec, account, null, Anywhere: true)).IsAllowed)
            .Select(e => e.Entry.Spec.Method);
        call.Http.Response.Headers.Allow = string.Join(", ", allowed);
        var method = Sentences.Clean(call.Http.Request.Method, 32);
        var message = $"Method \"{method}\" not allowed.";
        await RecordAndSendAsync(
            call,
            RecordWord.Refused,
            Reason.MethodNotAllowed,
            Sentences.Refused(call.Caller, method, RecordedPath.Of(call.RawTarget), message),
            () => AnswerSender.RefuseAsync(call.Http, HttpStatusCode.MethodNotAllowed, message, message)
        );
    }

    private Task RefuseAsync(CallState call, Reason reason, int? status = null)
    {
        var code = status is { } given ? (HttpStatusCode)given : reason.Status();
        var message = code == HttpStatusCode.NotFound ? AnswerTexts.NotFound : reason.Message();
        if (code == HttpStatusCode.Unauthorized)
        {
            call.Http.Response.Headers.WWWAuthenticate = "Bearer";
        }
        if (reason == Reason.GuessingSuspected)
        {
            call.Http.Response.Headers.RetryAfter = "60";
        }
        return RecordAndSendAsync(
            call,
            RecordWord.Refused,
            reason,
            Sentences.Refused(call.Caller, Sentences.Clean(call.Http.Request.Method, 32), RecordedPath.Of(call.RawTarget), message),
            () => AnswerSender.RefuseAsync(call.Http, code, message, null),
            code
        );
    }

    private Task RefuseBodyAsync(CallState call, Reason reason, ParsedBody body)
    {
        var status = reason.Status();
        // What stands behind a body that was not understood is not taken for another request.
        call.Http.Response.Headers.Connection = "close";
        var answer =
            status == HttpStatusCode.BadRequest ? Answer.BadRequest(body.Field, body.Message) : Answer.Failure(status, body.Message);
        return SendAsync(call, RecordWord.Refused, reason, body.Message, answer);
    }

    /// <summary>Something that the decision needs cannot be found out: nothing is done.</summary>
    private Task StopAsync(CallState call)
    {
        const string Message =
            "The server cannot look up what the call is about, so it was not done. Try again; tell the operator when it stays so.";
        return RecordAndSendAsync(
            call,
            RecordWord.Stopped,
            Reason.FactsUnavailable,
            Sentences.Refused(call.Caller, Sentences.Clean(call.Http.Request.Method, 32), RecordedPath.Of(call.RawTarget), Message),
            () => AnswerSender.RefuseAsync(call.Http, HttpStatusCode.ServiceUnavailable, Message, null)
        );
    }

    private Task DenyAsync(CallState call, Decision decision)
    {
        call.Decision = decision;
        if (decision.Effect == Effect.Ask)
        {
            return EndAsync(call, RecordWord.Held, decision.Reason, decision.Message);
        }
        return EndAsync(call, RecordWord.Denied, decision.Reason, decision.Message);
    }

    /// <summary>Ends a call with a message. Where the status is 404 the message goes to the record only, and the caller reads what a missing thing says.</summary>
    private Task EndAsync(CallState call, RecordWord word, Reason reason, string message)
    {
        var status = word == RecordWord.Held ? HttpStatusCode.Forbidden : reason.Status();
        return RecordAndSendAsync(
            call,
            word,
            reason,
            Sentences.Denied(call.Entry!.Spec, call.Caller, call.Target, message),
            () =>
                status == HttpStatusCode.NotFound
                    ? AnswerSender.RefuseAsync(call.Http, status, AnswerTexts.NotFound, null)
                    : AnswerSender.RefuseAsync(
                        call.Http,
                        status,
                        message,
                        status == HttpStatusCode.TooManyRequests ? "Request was throttled. " + message : null
                    ),
            status
        );
    }

    private Task SendAsync(CallState call, RecordWord word, Reason reason, string message, Answer answer) =>
        RecordAndSendAsync(
            call,
            word,
            reason,
            Sentences.Denied(call.Entry!.Spec, call.Caller, call.Target, message),
            () => AnswerSender.SendUnrecordedAsync(call.Http, answer, call.Entry.Spec, call.Caller.AccountId)
        );

    private async Task RecordAndSendAsync(
        CallState call,
        RecordWord word,
        Reason reason,
        string sentence,
        Func<Task> send,
        HttpStatusCode? status = null
    )
    {
        try
        {
            await recorder.RecordDecisionAsync(
                Record(call, word, reason, sentence, (int)(status ?? reason.Status())),
                call.Http.RequestAborted
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogCannotRecord(e, call.Http.TraceIdentifier);
            await AnswerSender.RefuseAsync(call.Http, Reason.CannotRecord.Status(), Reason.CannotRecord.Message(), null);
            return;
        }
        await send();
    }

    private static CallRecord Record(CallState call, RecordWord word, Reason reason, string sentence, int status) =>
        new()
        {
            RequestId = call.Http.TraceIdentifier,
            Caller = call.Caller,
            Fingerprint = call.Fingerprint,
            Address = call.Http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            Surface = SurfaceOf(call.RawTarget),
            Method = Sentences.Clean(call.Http.Request.Method, 32),
            Path = RecordedPath.Of(call.RawTarget),
            Operation = call.Entry?.Spec,
            Target = call.Target,
            Word = word,
            Reason = reason,
            Decision = call.Decision,
            Note = call.Note,
            Status = status,
            Sentence = sentence,
        };

    private static string SurfaceOf(string rawTarget) =>
        rawTarget.StartsWith("/api/v3/", StringComparison.Ordinal) ? "admin-v3"
        : rawTarget.StartsWith("/api/gate/", StringComparison.Ordinal) ? "gate-v1"
        : "admin-v2";

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: the call cannot be recorded and was refused")]
    private partial void LogCannotRecord(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: what the decision needs cannot be looked up")]
    private partial void LogFactsUnavailable(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: {Operation} failed")]
    private partial void LogFailed(Exception exception, string operation, string requestId);
}
