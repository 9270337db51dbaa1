using System.Diagnostics;
using Headgate.Catalogue;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>
/// The one path of every call, whichever door it came in by: who, may they, record, do it. The door records the outcome (<see cref="CallOutcomes"/>) and answers in its
/// own form. Nothing is looked up for someone unknown, nothing is parsed for someone who may not call, nothing is done that is not recorded.
/// </summary>
public sealed partial class CallPath
{
    private readonly CallerLookup _callers;
    private readonly CallJudge _judge;
    private readonly CallRefusals _refusals;
    private readonly IDecider[] _deciders;
    private readonly IRecorder _recorder;
    private readonly CallRates _rates;
    private readonly WireSettings _settings;
    private readonly IUpstreamCalls? _upstreams;
    private readonly CallWatch _watch;
    private readonly ITermsKeeper? _terms;
    private readonly CallRepeats _repeats;
    private readonly ILogger<CallPath> _logger;

    internal CallPath(
        CallerLookup callers,
        CallJudge judge,
        CallRefusals refusals,
        IEnumerable<IDecider> deciders,
        IRecorder recorder,
        CallRates rates,
        WireSettings settings,
        IUpstreamCalls? upstreams,
        CallWatch watch,
        ITermsKeeper? terms,
        CallRepeats repeats,
        ILogger<CallPath> logger
    )
    {
        (_callers, _judge, _refusals, _recorder, _rates, _settings, _upstreams, _watch, _terms, _repeats, _logger) = (
            callers,
            judge,
            refusals,
            recorder,
            rates,
            settings,
            upstreams,
            watch,
            terms,
            repeats,
            logger
        );
        _deciders = [.. deciders];
    }

    /// <summary>Takes a call as far as its answer. A refusal is recorded; the outcome of an answer is for the door to record once it knows it.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone; that is recorded, and nobody waits for an answer.</exception>
    public async ValueTask<CallEnd> RunAsync(IncomingCall incoming, CancellationToken cancellation)
    {
        var call = new CallState(incoming);
        IDecider decider;
        try
        {
            (var refused, decider) = await UnderstandAsync(call, cancellation);
            if (refused is not null)
            {
                return refused;
            }
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Whatever broke, broke because its caller had left.
            await _refusals.LeftAsync(call);
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
        catch (Exception e)
        {
            LogFactsUnavailable(e, incoming.RequestId);
            return await _refusals.StopAsync(call, cancellation, e as FactsUnavailableException);
        }
        return _repeats.Concerns(call)
            ? await _repeats.DoAsync(call, stop => UnderTermsAsync(call, decider, stop), cancellation)
            : await UnderTermsAsync(call, decider, cancellation);
    }

    private async ValueTask<CallEnd> UnderTermsAsync(CallState call, IDecider decider, CancellationToken cancellation)
    {
        if (call.Decision?.Terms is not { } terms)
        {
            return await DoAsync(call, decider, cancellation);
        }
        var taken = await TakeAsync(call, terms, cancellation);
        if (taken.Refusal is not null)
        {
            return await _refusals.TermsAsync(call, taken, cancellation);
        }
        (call.Note, call.AgreedCommit, call.RunTerms) = (taken.Note ?? call.Note, taken.AgreedCommit, taken.RunTerms);
        CallEnd? end = null;
        try
        {
            return end = await DoAsync(call, decider, cancellation);
        }
        finally
        {
            await _terms!.SettleAsync(taken, end);
        }
    }

    private async ValueTask<TermsTaken> TakeAsync(CallState call, ICallTerms terms, CancellationToken cancellation)
    {
        try
        {
            var keeper = _terms ?? throw new InvalidOperationException("A call has terms, and nobody keeps them.");
            return await keeper.TakeAsync(
                new TermsCall(
                    call.Incoming.RequestId,
                    call.Caller,
                    call.Operation!,
                    call.Target!,
                    call.Arguments,
                    call.Incoming.Route,
                    terms,
                    call.Decision!
                ),
                cancellation
            );
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogFactsUnavailable(e, call.Incoming.RequestId);
            return new TermsTaken(CallRefusals.TermsUnavailable);
        }
    }

    /// <summary>Whether a call that was allowed and goes on for long would be allowed now. It is no call of its own: nothing is counted or recorded.</summary>
    /// <param name="incoming">The call, of an operation without a body.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    public async ValueTask<bool> IsStillAllowedAsync(IncomingCall incoming, CancellationToken cancellation)
    {
        var who = await _callers.FindAsync(incoming.Credential, incoming.Surface, incoming.Address, cancellation);
        return who.Refusal is null
            && Array.Find(_deciders, d => d.Decides(who.Caller.Kind)) is { } decider
            && await _judge.AllowsAsync(incoming, who.Caller, decider, cancellation);
    }

    /// <summary>
    /// Who calls, for what a door answers by itself and about nothing but itself: its own version, its own forms. It is no call: nothing is recorded unless nobody is known.
    /// </summary>
    /// <param name="incoming">What came in.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <returns>The caller, or how it ended.</returns>
    public async ValueTask<(Caller Caller, CallEnd? Refused)> KnowAsync(IncomingCall incoming, CancellationToken cancellation)
    {
        var call = new CallState(incoming);
        try
        {
            var who = await _callers.FindAsync(incoming.Credential, incoming.Surface, incoming.Address, cancellation);
            (call.Caller, call.Fingerprint, call.Note) = (who.Caller, who.Fingerprint, who.Note);
            return who.Refusal is { } unknown
                ? (who.Caller, await _refusals.TurnAwayAsync(call, CallRefusals.OfCredential(unknown), cancellation))
                : (who.Caller, null);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogFactsUnavailable(e, incoming.RequestId);
            return (Caller.Anonymous, await _refusals.StopAsync(call, cancellation, e as FactsUnavailableException));
        }
    }

    /// <summary>Whether a caller could do an operation at some place. It is no call: for doors that show only what their caller may.</summary>
    public bool MayAnywhere(Caller caller, Operation operation) =>
        Array.Find(_deciders, d => d.Decides(caller.Kind)) is { } decider
        && decider.Decide(new CallFacts(caller, operation, Target.OfAccount(caller.AccountId), null, Anywhere: true)).IsAllowed;

    /// <summary>Whether a caller could do an operation at a thing. It is no call either.</summary>
    public bool MayAt(Caller caller, Operation operation, Target target) =>
        Array.Find(_deciders, d => d.Decides(caller.Kind)) is { } decider
        && decider.Decide(new CallFacts(caller, operation, target, null)).IsAllowed;

    /// <summary>Ends a call that its door did not understand: an address that is none, a broken frame.</summary>
    /// <param name="incoming">What came in.</param>
    /// <param name="refusal">Why it goes no further.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="caller">Who it was, where the door knows.</param>
    /// <param name="word">How the record calls it: denied, where the door has rules of its own.</param>
    public ValueTask<CallEnd> RefuseAsync(
        IncomingCall incoming,
        Refusal refusal,
        CancellationToken cancellation,
        Caller? caller = null,
        RecordWord word = RecordWord.Refused
    ) => _refusals.TurnAwayAsync(new CallState(incoming) { Caller = caller ?? Caller.Anonymous }, refusal, cancellation, word);

    private async ValueTask<(CallEnd? Refused, IDecider Decider)> UnderstandAsync(CallState call, CancellationToken cancellation)
    {
        var incoming = call.Incoming;
        var who = await _callers.FindAsync(incoming.Credential, incoming.Surface, incoming.Address, cancellation);
        (call.Caller, call.Fingerprint, call.Note) = (who.Caller, who.Fingerprint, who.Note);
        if (who.Refusal is { } unknown)
        {
            return (await _refusals.TurnAwayAsync(call, CallRefusals.OfCredential(unknown), cancellation), null!);
        }
        var decider =
            Array.Find(_deciders, d => d.Decides(who.Caller.Kind))
            ?? throw new InvalidOperationException($"Nobody decides for {who.Caller.Kind}.");
        if (incoming.Operation is null)
        {
            return (await _refusals.MethodAsync(call, decider, cancellation), decider);
        }
        if (_rates.Count(incoming.Operation.Spec, who.Caller) is { } wait)
        {
            return (await _refusals.SlowDownAsync(call, wait, cancellation), decider);
        }
        return (await _judge.RefusalAsync(call, decider, cancellation), decider);
    }

    private async ValueTask<CallEnd> DoAsync(CallState call, IDecider decider, CancellationToken cancellation)
    {
        var (incoming, entry) = (call.Incoming, call.Incoming.Operation!);
        RecordTicket ticket;
        try
        {
            var sentence = Sentences.Of(entry.Spec, call.Caller, call.Target!, incoming.Route, call.Arguments, call.IsDeletion);
            ticket = await _recorder.RecordDecisionAsync(
                call.Record(RecordWord.Allowed, call.Decision?.Reason ?? Reason.Granted, sentence, 0),
                cancellation
            );
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await _refusals.LeftAsync(call);
            throw;
        }
        catch (Exception e)
        {
            LogCannotRecord(e, incoming.RequestId);
            return CallEnd.Refused(CallRefusals.Of(Reason.CannotRecord));
        }
        var context = new CallContext(entry.Spec, call.Caller, call.Target!, call.Decision!, decider, incoming.Services)
        {
            Arguments = call.Arguments,
            Route = incoming.Route,
            IsDeletion = call.IsDeletion,
            RequestId = incoming.RequestId,
            AgreedCommit = call.AgreedCommit,
            RunTerms = call.RunTerms,
            PageLimit = _settings.PageLimit,
            Address = incoming.Address,
        };
        Answer answer;
        try
        {
            answer =
                MaskedQuery.AskedBy(call.Decision!.Masked, incoming.Query) is { } masked
                    ? Answer.BadRequest(masked, "The grant masks this field, so that no list can be filtered or ordered by it.")
                : call.Caller.Upstream is not null && !entry.Spec.DoneHere ? await ElsewhereAsync(call, context, decider, cancellation)
                : entry.Spec.TakesLong
                    ? await _watch.DoAsync(
                        stop => entry.Handler(context, stop),
                        look => IsStillAllowedAsync(incoming, look),
                        incoming.RequestId,
                        cancellation
                    )
                : await entry.Handler(context, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await _recorder.RecordOutcomeAsync(
                ticket,
                new CallOutcome(CallOutcomes.CallerLeft, 0, Stopwatch.GetElapsedTime(incoming.Started)),
                CancellationToken.None
            );
            throw;
        }
        catch (Exception e)
        {
            LogFailed(e, entry.Spec.Id, incoming.RequestId);
            answer = Answer.Failure(
                System.Net.HttpStatusCode.InternalServerError,
                $"There was a server error. Tell the operator the request id {incoming.RequestId}."
            );
        }
        return new CallEnd(null, answer.Masking(call.Decision!.Masked), entry.Spec, call.Caller.AccountId, ticket);
    }

    /// <summary>
    /// Sends a call on to the account that it is meant for. Recording takes its time, and what leaves this server cannot be taken back: whether the caller may is asked once
    /// more right before.
    /// </summary>
    private async ValueTask<Answer> ElsewhereAsync(CallState call, CallContext context, IDecider decider, CancellationToken cancellation)
    {
        var who = await _callers.FindAsync(call.Incoming.Credential, call.Incoming.Surface, call.Incoming.Address, cancellation);
        if (
            who.Refusal is not null
            || who.Caller.Upstream != call.Caller.Upstream
            || !decider
                .Decide(new CallFacts(who.Caller, context.Operation, call.Target!, call.Arguments) { Address = call.Incoming.Address })
                .IsAllowed
        )
        {
            return Answer
                .Failure(
                    System.Net.HttpStatusCode.Forbidden,
                    "What the agent may do has changed while the call was on its way; it was not sent on."
                )
                .WithRemark(new AnswerRemark("grant-changed", "its grants changed before it was sent on") { IsDenial = true });
        }
        var upstreams = _upstreams ?? throw new InvalidOperationException("A caller's account is elsewhere, and nobody reaches it.");
        // Who takes a query knows how it is read, and asks the account itself.
        return context.Operation.Document is null
            ? await upstreams.DoAsync(context, cancellation)
            : await call.Incoming.Operation!.Handler(context, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: the call cannot be recorded and was refused")]
    private partial void LogCannotRecord(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: what the decision needs cannot be looked up")]
    private partial void LogFactsUnavailable(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: {Operation} failed")]
    private partial void LogFailed(Exception exception, string operation, string requestId);
}
