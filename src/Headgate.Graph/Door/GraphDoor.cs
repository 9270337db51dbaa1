using System.Buffers;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Graph.Door;

/// <summary>
/// The door of GraphQL: reads a query, finds what it is about, and makes a call for each environment, job or account that it names. If one of them is refused, the whole query is:
/// nobody learns from half an answer what the other half would have been.
/// </summary>
public sealed class GraphDoor(CallPath path, NamedCalls calls, GraphSurface surface, TimeProvider time)
{
    private readonly AddressRate _rate = new(surface.RequestsPerMinute, time);

    /// <summary>Serves one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        HttpCallMark.Set(http);
        var origin = new CallOrigin(
            surface.Surface,
            http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            CredentialHeader.Read(http.Request.Headers.Authorization),
            http.RequestServices
        )
        {
            Claims = CallerClaims.Of(http.Request.Headers),
        };
        var incoming = origin.Call(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        try
        {
            await ServeAsync(http, origin, incoming, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody waits for an answer.
        }
    }

    private async Task ServeAsync(HttpContext http, CallOrigin origin, IncomingCall incoming, CancellationToken cancellation)
    {
        if (_rate.Count(origin.Address) is { } late)
        {
            var wait = new Refusal(
                Reason.RateLimited,
                HttpStatusCode.TooManyRequests,
                "Too many requests from this address. Wait for the time in Retry-After."
            )
            {
                RetryAfter = late.Wait,
            };
            // A flood is recorded once in a minute: it must not fill the record.
            var told = late.IsFirst ? (await path.RefuseAsync(incoming, wait, cancellation)).Refusal! : wait;
            await GraphAnswers.RefuseAsync(http, surface, told with { RetryAfter = late.Wait });
            return;
        }
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await RefuseAsync(
                http,
                incoming,
                new Refusal(Reason.MethodNotAllowed, HttpStatusCode.MethodNotAllowed, "Send the query by POST."),
                Caller.Anonymous,
                cancellation
            );
            return;
        }
        var isAnonymous = origin.Credential.Refusal == Reason.NoCredential;
        var caller = Caller.Anonymous;
        if (!isAnonymous || !surface.OpenIntrospection)
        {
            (caller, var unknown) = await path.KnowAsync(incoming, cancellation);
            if (unknown?.Refusal is { } refused)
            {
                await GraphAnswers.RefuseAsync(http, surface, refused);
                return;
            }
        }
        var (request, bad) = await GraphRequest.ReadAsync(http.Request, cancellation);
        if (request is null)
        {
            await RefuseAsync(http, incoming, bad!, caller, cancellation);
            return;
        }
        var (query, fault) = await surface.Reader.ReadAsync(request.Query, request.Variables, request.OperationName, cancellation);
        if (isAnonymous && query is not { IsAboutSchema: true })
        {
            // Whoever is unknown learns nothing about the query either.
            var (_, unknown) = await path.KnowAsync(incoming, cancellation);
            await GraphAnswers.RefuseAsync(http, surface, unknown!.Refusal!);
            return;
        }
        if (fault is not null)
        {
            await RefuseAsync(http, incoming, RefusalOf(fault), caller, cancellation, fault);
            return;
        }
        if (isAnonymous)
        {
            await GraphAnswers.WriteAsync(
                http,
                await surface.Execution.ExecuteAsync(query!, query!.Roots, null, cancellation),
                StatusCodes.Status200OK
            );
            return;
        }
        await CallAsync(http, origin, request, query!, cancellation);
    }

    private async Task CallAsync(HttpContext http, CallOrigin origin, GraphRequest request, ReadQuery query, CancellationToken cancellation)
    {
        var done = new List<(IncomingCall Call, CallEnd End, ReadOnlyMemory<byte> Json)>();
        foreach (var part in PartsOf(query))
        {
            var (call, end) = await calls.CallAsync(origin, part.Use.Operation, Arguments(request, part), cancellation);
            if (end.Refusal is null && end.Answer is DataAnswer { Status: HttpStatusCode.OK } answer)
            {
                var bytes = new ArrayBufferWriter<byte>(16 * 1024);
                await using (var json = new Utf8JsonWriter(bytes))
                {
                    answer.WriteData(json);
                }
                done.Add((call, end, bytes.WrittenMemory));
                continue;
            }
            // What was done for the parts before does not leave.
            foreach (var before in done)
            {
                await calls.RecordAsync(before.Call, before.End, 0, cancellation);
            }
            var refusal = end.Refusal ?? await calls.RecordAsync(call, end, 0, cancellation) ?? RefusalOf(end.Answer!);
            await GraphAnswers.RefuseAsync(http, surface, refusal);
            return;
        }
        foreach (var (call, end, json) in done)
        {
            if (await calls.RecordAsync(call, end, json.Length, cancellation) is { } unrecorded)
            {
                await GraphAnswers.RefuseAsync(http, surface, unrecorded);
                return;
            }
        }
        var merged = GraphAnswers.Merge([.. done.Select(d => d.Json)], [.. query.Roots.Select(root => root.Key)]);
        await GraphAnswers.WriteAsync(http, merged, StatusCodes.Status200OK);
    }

    private async Task RefuseAsync(
        HttpContext http,
        IncomingCall incoming,
        Refusal refusal,
        Caller caller,
        CancellationToken cancellation,
        QueryFault? fault = null
    )
    {
        var end = await path.RefuseAsync(incoming, refusal, cancellation, caller);
        // What cannot be recorded is answered with that.
        await GraphAnswers.RefuseAsync(http, surface, end.Refusal!, end.Refusal!.Reason == refusal.Reason ? fault : null);
    }

    /// <summary>The calls that a query makes: one for each thing that it is about. What is about the schema goes with the first.</summary>
    private IEnumerable<Part> PartsOf(ReadQuery query)
    {
        var about = query.Roots.Where(root => root.Use.Operation != surface.SchemaOperation).GroupBy(root => root.Use).ToList();
        var schema = query.Roots.Where(root => root.Use.Operation == surface.SchemaOperation).Select(root => root.Key).ToList();
        if (about.Count == 0)
        {
            yield return new Part(new RootUse(surface.SchemaOperation, null, 0), schema);
        }
        foreach (var (index, group) in about.Index())
        {
            yield return new Part(group.Key, [.. group.Select(root => root.Key), .. index == 0 ? schema : []]);
        }
    }

    private static Dictionary<string, JsonElement> Arguments(GraphRequest request, Part part)
    {
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["query"] = JsonSerializer.SerializeToElement(request.Query, DoorJson.Default.String),
            ["only"] = JsonSerializer.SerializeToElement(part.Keys, DoorJson.Default.IReadOnlyListString),
        };
        if (request.Variables.ValueKind == JsonValueKind.Object)
        {
            arguments["variables"] = request.Variables;
        }
        if (!string.IsNullOrEmpty(request.OperationName))
        {
            arguments["operationName"] = JsonSerializer.SerializeToElement(request.OperationName, DoorJson.Default.String);
        }
        if (part.Use.IdName is { } name)
        {
            arguments[name] = JsonSerializer.SerializeToElement(part.Use.Id, DoorJson.Default.Int64);
        }
        return arguments;
    }

    private static Refusal RefusalOf(QueryFault fault) =>
        fault.Kind switch
        {
            QueryFaultKind.NotReading => new(Reason.ActionNotGranted, HttpStatusCode.Forbidden, fault.Message),
            QueryFaultKind.TooDeep => new(Reason.TooDeep, HttpStatusCode.BadRequest, fault.Message),
            QueryFaultKind.TooCostly => new(Reason.TooCostly, HttpStatusCode.BadRequest, fault.Message),
            _ => new(Reason.BadArgument, HttpStatusCode.BadRequest, fault.Message),
        };

    private static Refusal RefusalOf(Answer answer) =>
        answer switch
        {
            FailureAnswer failure => new(Reason.FactsUnavailable, failure.Status, failure.Message),
            BadRequestAnswer bad => new(Reason.BadArgument, HttpStatusCode.BadRequest, string.Join(' ', bad.Fields.Values)),
            _ => new(Reason.FactsUnavailable, answer.Status, "The query was not answered."),
        };

    private sealed record Part(RootUse Use, IReadOnlyList<string> Keys);
}
