using System.Diagnostics;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Wire;

/// <summary>The door of HTTP: reads a request into a call, lets it go the one path, and writes the answer in dbt's envelope.</summary>
internal sealed class HttpDoor(RouteTable routes, CallPath path, AnswerSender sender, WireSettings settings)
{
    /// <summary>Serves one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var started = Stopwatch.GetTimestamp();
        HttpCallMark.Set(http);
        try
        {
            var verdict = PathRules.Check(raw, settings.PathLimit);
            var found = verdict.Refusal is null ? routes.Find(verdict.Path) : RouteResult.None(badNumber: false);
            var end = EndFor(found, http.Request.Method);
            var call = Read(http, raw, started, end, found);
            var ended = Misunderstood(http, raw, verdict, found) is { } refusal
                ? await path.RefuseAsync(call, refusal, cancellation)
                : await path.RunAsync(call, cancellation);
            await sender.SendAsync(http, call, ended);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The caller has gone; nobody waits for an answer.
        }
    }

    private IncomingCall Read(HttpContext http, string raw, long started, RouteEnd? end, RouteResult found)
    {
        var operation = end?.Entry;
        return new IncomingCall
        {
            RequestId = http.TraceIdentifier,
            Surface = HttpSurface.Of(raw),
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            Claims = CallerClaims.Of(http.Request.Headers),
            Credential = CredentialHeader.Read(http.Request.Headers.Authorization),
            Method = Sentences.Clean(http.Request.Method, 32),
            Path = RecordedPath.Of(raw),
            Operation = operation,
            Others = operation is null ? [.. found.Ends.Select(e => e.Entry)] : [],
            Route = end is null ? RouteMatch.None : new RouteMatch(end.Names, found.Values),
            Query = HttpQuery.Read(http.Request, operation?.Spec),
            Body = operation is { Spec.Body: not BodyForm.None } ? new HttpCallBody(http.Request, settings.BodyLimit) : null,
            Repeat = RepeatKey.Of(http.Request.Headers[RepeatKey.Header]),
            Services = http.RequestServices,
            Started = started,
        };
    }

    /// <summary>Why nobody is even looked up for a request; null where it is a call.</summary>
    private static Refusal? Misunderstood(HttpContext http, string raw, PathVerdict verdict, RouteResult found)
    {
        if (HttpFraming.IsContradictory(http.Request))
        {
            return CallRefusals.Of(Reason.Framing) with { ClosesConnection = true };
        }
        if (verdict.Refusal is { } bad)
        {
            // A path that tries to climb out of an artifact folder is told what any missing artifact is told.
            var isArtifact = bad == Reason.BadPath && raw.Contains("/artifacts/", StringComparison.Ordinal);
            return CallRefusals.Of(bad, isArtifact ? System.Net.HttpStatusCode.NotFound : null) with
            {
                ClosesConnection = bad == Reason.PathTooLong,
            };
        }
        return found.Ends.Count > 0
            ? null
            : CallRefusals.Of(found.BadNumber ? Reason.BadPath : Reason.UnknownRoute, System.Net.HttpStatusCode.NotFound);
    }

    private static RouteEnd? EndFor(RouteResult found, string method)
    {
        foreach (var end in found.Ends)
        {
            if (string.Equals(end.Entry.Spec.Method, method, StringComparison.Ordinal))
            {
                return end;
            }
        }
        return string.Equals(method, HttpMethods.Head, StringComparison.Ordinal) ? EndFor(found, HttpMethods.Get) : null;
    }
}
