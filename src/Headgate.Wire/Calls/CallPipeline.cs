using System.Diagnostics;
using System.Text.Json;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Headgate.Wire;

/// <summary>
/// The one path of every call: HTTP in, which operation, who, may they, record, do it, record, answer. Nothing is looked up for someone
/// unknown, nothing is parsed for someone who may not call, nothing is done that is not recorded.
/// </summary>
internal sealed partial class CallPipeline(
    RouteTable routes,
    CallerLookup callers,
    ITargetLookup targets,
    IEnumerable<IDecider> deciders,
    IRecorder recorder,
    AccountRate rate,
    CallerRate callerRate,
    AnswerSender sender,
    WireSettings settings,
    ILogger<CallPipeline> logger
)
{
    /// <summary>Most things that one list in a body may name.</summary>
    private const int MaxReferences = 1000;

    private readonly IDecider[] _deciders = [.. deciders];

    /// <summary>Serves one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        var cancellation = http.RequestAborted;
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var call = new CallState(http, raw, started);
        http.Features.Set(call);
        try
        {
            await UnderstandAsync(call, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The caller has gone; nobody waits for an answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            LogFactsUnavailable(e, http.TraceIdentifier);
            await StopAsync(call);
        }
    }

    private async Task UnderstandAsync(CallState call, CancellationToken cancellation)
    {
        var http = call.Http;
        if (HasContradictoryFraming(http.Request))
        {
            http.Response.Headers.Connection = "close";
            await RefuseAsync(call, Reason.Framing);
            return;
        }
        var verdict = PathRules.Check(call.RawTarget, settings.PathLimit);
        if (verdict.Refusal is { } badPath)
        {
            await RefusePathAsync(call, badPath);
            return;
        }
        var found = routes.Find(verdict.Path);
        if (found.Ends.Count == 0)
        {
            await RefuseAsync(call, found.BadNumber ? Reason.BadPath : Reason.UnknownRoute, status: StatusCodes.Status404NotFound);
            return;
        }
        var who = await callers.FindAsync(http, cancellation);
        call.Caller = who.Caller;
        call.Fingerprint = who.Fingerprint;
        call.Note = who.Note;
        if (who.Refusal is { } refusal)
        {
            await RefuseAsync(call, refusal);
            return;
        }
        var decider =
            Array.Find(_deciders, d => d.Decides(who.Caller.Kind))
            ?? throw new InvalidOperationException($"Nobody decides for {who.Caller.Kind}.");
        if (EndFor(found, http.Request.Method) is not { } end)
        {
            await RefuseMethodAsync(call, found, decider);
            return;
        }
        call.Entry = end.Entry;
        call.Route = new RouteMatch(end.Names, found.Values);
        if ((callerRate.Count(end.Entry.Spec, who.Caller) ?? rate.Count(who.Caller.AccountId)) is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(
                System.Globalization.CultureInfo.InvariantCulture
            );
            await EndAsync(call, RecordWord.Stopped, Reason.RateLimited, Reason.RateLimited.Message());
            return;
        }
        await JudgeAsync(call, decider, cancellation);
    }

    private async Task JudgeAsync(CallState call, IDecider decider, CancellationToken cancellation)
    {
        var operation = call.Entry!.Spec;
        if (
            call.Route.Find("account_id") is { } text
            && long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is var account
            && account != call.Caller.AccountId
        )
        {
            await EndAsync(call, RecordWord.Denied, Reason.WrongAccount, AnswerTexts.NotFound);
            return;
        }
        var accountTarget = Target.OfAccount(call.Caller.AccountId);
        var decision = decider.Decide(new CallFacts(call.Caller, operation, accountTarget, null, Anywhere: true));
        if (!decision.IsAllowed)
        {
            await DenyAsync(call, decision);
            return;
        }
        var target =
            operation.Target.Kind == TargetKind.Account
                ? accountTarget
                : await targets.FindAsync(
                    operation.Target.Kind,
                    call.Caller.AccountId,
                    call.Route.Value(operation.Target.RouteValue!),
                    cancellation
                );
        if (target is null || !Contains(call.Route, target))
        {
            await EndAsync(call, RecordWord.Denied, Reason.NotFound, AnswerTexts.NotFound);
            return;
        }
        call.Target = target;
        if (!operation.Target.FromBody)
        {
            decision = decider.Decide(new CallFacts(call.Caller, operation, target, null));
            if (!decision.IsAllowed)
            {
                await DenyAsync(call, decision);
                return;
            }
        }
        if (operation.Body != BodyForm.None)
        {
            var body = await BodyParser.ReadAsync(call.Http.Request, operation.Body, call.Caller.Kind, settings.BodyLimit, cancellation);
            if (body.Refusal is { } bad)
            {
                await RefuseBodyAsync(call, bad, body);
                return;
            }
            if (OtherAccount(body.Element, call.Caller.AccountId))
            {
                await SendAsync(
                    call,
                    RecordWord.Denied,
                    Reason.AccountMismatch,
                    "The body names another account than the path.",
                    Answer.BadRequest("account_id", "The account of the body must be the account of the path.")
                );
                return;
            }
            call.Arguments = new CallArguments(body.Element, await ReferencesAsync(operation, body, call.Caller.AccountId, cancellation))
            {
                IsForm = body.IsForm,
            };
            if (operation.Target.FromBody && call.Arguments.References.Count > 0 && call.Arguments.References[0].Target is { } place)
            {
                call.Target = place;
            }
            decision = decider.Decide(new CallFacts(call.Caller, operation, call.Target, call.Arguments));
            if (!decision.IsAllowed)
            {
                await DenyAsync(call, decision);
                return;
            }
        }
        call.Decision = decision;
        await DoAsync(call, decider, cancellation);
    }

    private async Task DoAsync(CallState call, IDecider decider, CancellationToken cancellation)
    {
        var entry = call.Entry!;
        RecordTicket ticket;
        try
        {
            var record = Record(
                call,
                RecordWord.Allowed,
                Reason.Granted,
                Sentences.Of(entry.Spec, call.Caller, call.Target!, call.Route, call.Arguments),
                0
            );
            ticket = await recorder.RecordDecisionAsync(record, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogCannotRecord(e, call.Http.TraceIdentifier);
            await AnswerSender.RefuseAsync(call.Http, Reason.CannotRecord.Status(), Reason.CannotRecord.Message(), null);
            return;
        }
        var context = new CallContext(call.Http, entry, call.Route, call.Caller, call.Target!, call.Decision!, decider)
        {
            Arguments = call.Arguments,
        };
        Answer answer;
        try
        {
            answer = await entry.Handler(context, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await recorder.RecordOutcomeAsync(
                ticket,
                new CallOutcome(499, 0, Stopwatch.GetElapsedTime(call.Started)),
                CancellationToken.None
            );
            return;
        }
        catch (Exception e)
        {
            LogFailed(e, entry.Spec.Id, call.Http.TraceIdentifier);
            answer = Answer.Failure(
                System.Net.HttpStatusCode.InternalServerError,
                $"There was a server error. Tell the operator the request id {call.Http.TraceIdentifier}."
            );
        }
        await sender.SendAsync(call.Http, answer, entry.Spec, call.Caller.AccountId, context.ReadQuery, ticket, call.Started);
    }

    private async ValueTask<List<ArgumentTarget>> ReferencesAsync(
        Operation operation,
        ParsedBody body,
        long account,
        CancellationToken cancellation
    )
    {
        var found = new List<ArgumentTarget>(operation.References.Count);
        if (body.Element.ValueKind != JsonValueKind.Object)
        {
            return found;
        }
        foreach (var reference in operation.References)
        {
            foreach (var id in Ids(body, reference.Field))
            {
                var target = await targets.FindAsync(
                    reference.Kind,
                    account,
                    id.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    cancellation
                );
                found.Add(new ArgumentTarget(reference.Field, id, target));
            }
        }
        return found;
    }

    /// <summary>The ids of a field, one or a list. More than the handler will take are not looked up; the handler refuses them.</summary>
    private static IEnumerable<long> Ids(ParsedBody body, string field)
    {
        if (!body.Element.TryGetProperty(field, out var value))
        {
            yield break;
        }
        if (value.ValueKind != JsonValueKind.Array)
        {
            if (TryId(value, body.IsForm, out var one))
            {
                yield return one;
            }
            yield break;
        }
        foreach (var item in value.EnumerateArray().Take(MaxReferences))
        {
            if (TryId(item, isForm: false, out var id))
            {
                yield return id;
            }
        }
    }

    private static bool TryId(JsonElement value, bool isForm, out long id)
    {
        id = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out id),
            JsonValueKind.String when isForm => long.TryParse(value.GetString(), out id),
            _ => false,
        };
    }

    private static bool OtherAccount(JsonElement body, long account) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("account_id", out var value)
        && value.ValueKind == JsonValueKind.Number
        && !(value.TryGetInt64(out var id) && id == account);

    /// <summary>Parent and child of a path must agree: <c>projects/10/environments/200</c> is nothing when 200 lies in project 20.</summary>
    private static bool Contains(RouteMatch route, Target target) =>
        route.Find("project_id") is not { } project
        || target.ProjectId is not { } id
        || string.Equals(project, id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static RouteEnd? EndFor(RouteResult found, string method)
    {
        foreach (var end in found.Ends)
        {
            if (string.Equals(end.Entry.Spec.Method, method, StringComparison.Ordinal))
            {
                return end;
            }
        }
        return HttpMethods.IsHead(method) && string.Equals(method, "HEAD", StringComparison.Ordinal) ? EndFor(found, "GET") : null;
    }

    private static bool HasContradictoryFraming(HttpRequest request) =>
        request.Headers.ContainsKey(HeaderNames.TransferEncoding)
        && (
            request.ContentLength is not null
            || request.Headers.ContainsKey("X-Content-Length")
            || request.Headers.TransferEncoding.Count > 1
        );
}
