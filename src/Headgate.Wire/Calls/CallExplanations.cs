using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Says what would be decided about a call, by the same judgement as the call itself and without making it: nothing is done, counted, taken or asked.</summary>
public sealed class CallExplanations
{
    private readonly CallJudge _judge;
    private readonly IDecider[] _deciders;
    private readonly OperationTable _operations;
    private readonly ITermsKeeper? _terms;

    internal CallExplanations(CallJudge judge, IEnumerable<IDecider> deciders, OperationTable operations, ITermsKeeper? terms) =>
        (_judge, _deciders, _operations, _terms) = (judge, [.. deciders], operations, terms);

    /// <summary>Explains a call.</summary>
    /// <param name="asked">The call that asks.</param>
    /// <param name="about">Who would make the call that is asked about.</param>
    /// <param name="operation">Its operation's id.</param>
    /// <param name="arguments">Values of its path, filters and fields of its body by name.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    /// <returns>What would be decided; null where there is no such operation.</returns>
    /// <exception cref="FactsUnavailableException">What the decision needs cannot be found out.</exception>
    public async ValueTask<CallExplanation?> ExplainAsync(
        CallContext asked,
        Caller about,
        string operation,
        JsonElement arguments,
        CancellationToken cancellation
    )
    {
        if (_operations.Find(operation) is not { } entry || Array.Find(_deciders, d => d.Decides(about.Kind)) is not { } decider)
        {
            return null;
        }
        var sorted = ObjectArguments.Of(
            entry.Spec,
            arguments.ValueKind == JsonValueKind.Object ? arguments.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)) : []
        );
        if (NamedCalls.Misses(entry.Spec, sorted) is { } missing)
        {
            return new CallExplanation("refused", missing.Reason, missing.Status, missing.Message, null, null);
        }
        var call = new CallState(
            new IncomingCall
            {
                RequestId = "",
                Surface = "explain",
                Address = asked.Address ?? "unknown",
                Credential = default!,
                Method = "CALL",
                Path = operation,
                Operation = entry,
                Route = new RouteMatch(sorted.Names, sorted.Values),
                Query = sorted.Query,
                Body = entry.Spec.Body == BodyForm.None ? null : sorted,
                Services = asked.AllServices,
                Started = Stopwatch.GetTimestamp(),
            }
        )
        {
            Caller = about,
            IsExplanation = true,
        };
        var end = await _judge.RefusalAsync(call, decider, cancellation);
        if (end is { Refusal: { } refusal })
        {
            // The caller's own view of what it may not see is that there is nothing; who administers it reads why.
            var isOwn = asked.Caller.Kind == about.Kind && asked.Caller.Id == about.Id;
            var isHidden = refusal.Status == HttpStatusCode.NotFound;
            return new CallExplanation(
                call.Decision?.Effect == Effect.Ask ? "held" : "denied",
                isHidden && isOwn ? Reason.NotFound : refusal.Reason,
                refusal.Status,
                isOwn || call.Decision is not { IsAllowed: false } denied ? refusal.Message : denied.Message,
                isHidden && isOwn ? null : call.Decision?.Grant,
                null
            );
        }
        var decision = call.Decision!;
        var foreseen = _terms is null
            ? TermsForeseen.Nothing
            : await _terms.ForeseeAsync(
                new TermsCall("", about, entry.Spec, call.Target!, call.Arguments, call.Incoming.Route, decision.Terms, decision),
                cancellation
            );
        var explained = foreseen.Refusal is { } foreign
            ? new CallExplanation("denied", foreign.Reason, foreign.Reason.Status(), foreign.Message, decision.Grant, null)
            : new CallExplanation(
                "allowed",
                decision.Reason,
                HttpStatusCode.OK,
                Sentences.Of(entry.Spec, about, call.Target!, call.Incoming.Route, call.Arguments, call.IsDeletion),
                decision.Grant,
                decision.Terms?.Describe()
            );
        return explained with { Touches = foreseen.Touches, Nodes = foreseen.Nodes };
    }
}
