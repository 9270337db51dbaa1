using System.Buffers;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Rpc;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Mcp.Door;

/// <summary>
/// The door of MCP over HTTP: everything that is asked before a message is looked at. Who is unknown, what comes from elsewhere and what two programs could read differently
/// goes no further, and stands in the record. What passes is answered by the SDK, which calls back for tools and resources.
/// </summary>
internal sealed class McpDoor(CallPath path, WebOrigins origins, McpDoorSettings settings)
{
    private const string Surface = "mcp";

    /// <summary>Judges one request, and lets it go on to the SDK.</summary>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var cancellation = http.RequestAborted;
        HttpCallMark.Set(http);
        var origin = new CallOrigin(
            Surface,
            http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            CredentialHeader.Read(http.Request.Headers.Authorization),
            http.RequestServices
        )
        {
            Claims = CallerClaims.Of(http.Request.Headers),
        };
        var call = origin.Call(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        try
        {
            if (Misplaced(http.Request) is { } fault)
            {
                await RefuseAsync(http, call, fault, Caller.Anonymous, cancellation);
                return;
            }
            var (caller, unknown) = await path.KnowAsync(call, cancellation);
            if (unknown?.Refusal is { } refusal)
            {
                await WriteAsync(http, RpcFault.Of(refusal), refusal.RetryAfter, cancellation);
                return;
            }
            if (settings.WholeProtocol && !HttpMethods.IsPost(http.Request.Method))
            {
                await next(http);
                return;
            }
            var (body, unread) = await MessageBody.ReadAsync(http.Request, settings.BodyLimit, cancellation);
            var (message, misread) = unread is null ? RpcMessageReader.Read(body) : (default, unread);
            var isOther =
                settings.WholeProtocol && unread is null && (misread is not null || !RpcMethods.IsKnown(message.Method, isStateless: true));
            if (!isOther && (misread ?? Misunderstood(http.Request, message)) is { } bad)
            {
                await RefuseAsync(http, call, bad, caller, cancellation);
                return;
            }
            http.Features.Set(new ReadMessage(message));
            http.Features.Set(
                new McpCaller(
                    origin with
                    {
                        Repeat = message.Repeat,
                        HeldNote = message.HasClientAnswers ? "the client's answer is not an approval" : null,
                    },
                    caller,
                    DbtHeaders.Of(http.Request.Headers),
                    HeaderRules.IsStateless(http.Request.Headers, message)
                )
            );
            http.Request.Body = new MemoryStream(body.Array!, body.Offset, body.Count, writable: false);
            await next(http);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The caller has gone; nobody waits for an answer.
        }
    }

    /// <summary>What is refused whatever the message says: it comes from another site, to another server, or by a method that is none.</summary>
    private RpcFault? Misplaced(HttpRequest request)
    {
        if (!origins.IsHost(request))
        {
            return new RpcFault(
                Reason.BadHost,
                RpcFault.Refused,
                $"This server is not \"{request.Host}\". Where it is reached by that name, its operator sets public_url."
            );
        }
        if (!origins.IsOwn(request))
        {
            return new RpcFault(Reason.BadOrigin, RpcFault.Refused, $"Pages of \"{request.Headers.Origin}\" may not call this server.");
        }
        return HttpMethods.IsPost(request.Method) || settings.WholeProtocol
            ? null
            : new RpcFault(
                Reason.MethodNotAllowed,
                RpcFault.Refused,
                "Send each message by POST; there are no sessions and no streams to open."
            );
    }

    private RpcFault? Misunderstood(HttpRequest request, RpcMessage message)
    {
        var isStateless = HeaderRules.IsStateless(request.Headers, message);
        if (message.IsNotification ? !RpcMethods.IsNotification(message.Method) : !RpcMethods.IsKnown(message.Method, isStateless))
        {
            return new RpcFault(Reason.Protocol, RpcFault.MethodNotFound, $"There is no method \"{Shown(message.Method)}\" here.")
            {
                Id = message.Id,
                Status = HttpStatusCode.NotFound,
            };
        }
        if (HeaderRules.Check(request.Headers, message) is { } differs)
        {
            return differs;
        }
        return !isStateless && !settings.WholeProtocol && request.Headers.ContainsKey("Mcp-Session-Id")
            ? new RpcFault(
                Reason.ForeignSession,
                RpcFault.Refused,
                "There is no such session: this server keeps none. Send initialize again, without Mcp-Session-Id."
            )
            {
                Id = message.Id,
            }
            : null;
    }

    private async Task RefuseAsync(HttpContext http, IncomingCall call, RpcFault fault, Caller caller, CancellationToken cancellation)
    {
        var end = await path.RefuseAsync(call, fault.ToRefusal(), cancellation, caller);
        // What cannot be recorded is answered with that.
        await WriteAsync(http, end.Refusal!.Reason == fault.Reason ? fault : RpcFault.Of(end.Refusal, fault.Id), null, cancellation);
    }

    private async Task WriteAsync(HttpContext http, RpcFault fault, TimeSpan? wait, CancellationToken cancellation)
    {
        var response = http.Response;
        response.StatusCode = (int)(fault.Status ?? fault.Reason.Status());
        response.ContentType = "application/json";
        if (response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = Challenge(http.Request, fault.Reason);
        }
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }
        if (fault.Reason is Reason.TooLarge or Reason.UnsupportedMedia)
        {
            // What stands unread behind this message must not be taken for another.
            response.Headers.Connection = "close";
        }
        if (wait is { } time)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(time.TotalSeconds)).ToString(
                System.Globalization.CultureInfo.InvariantCulture
            );
        }
        var bytes = new ArrayBufferWriter<byte>(512);
        await using (var json = new Utf8JsonWriter(bytes))
        {
            fault.Write(json);
        }
        response.ContentLength = bytes.WrittenCount;
        await response.BodyWriter.WriteAsync(bytes.WrittenMemory, cancellation);
    }

    /// <summary>Asks for a token, and says where a client learns how to get one (RFC 9728).</summary>
    private string Challenge(HttpRequest request, Reason reason)
    {
        var wrong = reason is Reason.NoCredential ? "" : "error=\"invalid_token\", ";
        return $"Bearer {wrong}resource_metadata=\"{settings.PublicUrl}/.well-known/oauth-protected-resource{request.Path}\", scope=\"mcp\"";
    }

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
