using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Headgate.Gate.Clients;

/// <summary>
/// The door of OAuth 2.1: what clients read about this server, register, ask for, exchange and give back. It is no operation, because whoever comes is nobody yet; a person
/// agrees in the console, by a call like any other. What it refuses is recorded as a call, what it gives as a change.
/// </summary>
internal sealed class OAuthDoor(
    ConnectRequests requests,
    RegisteredClients registered,
    ClientTokens tokens,
    ClientAnswers answers,
    OAuthDocuments documents,
    CallPath path,
    TimeProvider time
)
{
    private const int MostOfBody = 16 * 1024;
    private const int PerMinute = 30;

    private readonly AddressAllowance _allowance = new(PerMinute, time);

    /// <summary>Whether an address is one of this door.</summary>
    public static bool Has(PathString path) =>
        path.Value
            is ClientAddresses.Authorize
                or ClientAddresses.Token
                or ClientAddresses.Register
                or ClientAddresses.Revoke
                or ClientAddresses.Server
                or ClientAddresses.Resource
                or ClientAddresses.Resource + ClientAddresses.McpPath
                or ClientAddresses.Resource + ClientAddresses.McpPath + "/";

    /// <summary>Serves one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        HttpCallMark.Set(http);
        var at = http.Request.Path.Value!;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var isPost = at is ClientAddresses.Token or ClientAddresses.Register or ClientAddresses.Revoke;
        if (!(isPost ? HttpMethods.IsPost(http.Request.Method) : HttpMethods.IsGet(http.Request.Method)))
        {
            http.Response.Headers.Allow = isPost ? HttpMethods.Post : HttpMethods.Get;
            await RefuseAsync(
                http,
                OAuthFault.Request("This address is asked by " + http.Response.Headers.Allow + ".") with
                {
                    Reason = Reason.MethodNotAllowed,
                    Status = HttpStatusCode.MethodNotAllowed,
                }
            );
            return;
        }
        if (at is ClientAddresses.Server)
        {
            await WriteAsync(http, documents.WriteServer);
        }
        else if (at.StartsWith(ClientAddresses.Resource, StringComparison.Ordinal))
        {
            await WriteAsync(http, json => documents.WriteResource(json, at[ClientAddresses.Resource.Length..]));
        }
        else if (!_allowance.Take(AddressOf(http)))
        {
            http.Response.Headers.RetryAfter = "60";
            await RefuseAsync(
                http,
                new OAuthFault("temporarily_unavailable", "Too many requests. Wait a minute, then go on more slowly.")
                {
                    Reason = Reason.RateLimited,
                    Status = HttpStatusCode.TooManyRequests,
                }
            );
        }
        else
        {
            await (
                at switch
                {
                    ClientAddresses.Authorize => AuthorizeAsync(http),
                    ClientAddresses.Register => RegisterAsync(http),
                    ClientAddresses.Token => TokenAsync(http),
                    _ => RevokeAsync(http),
                }
            );
        }
    }

    private async Task AuthorizeAsync(HttpContext http)
    {
        var (text, fault, tellAt) = await requests.ReadAsync(http.Request.Query, http.RequestAborted);
        if (text is not null)
        {
            http.Response.Redirect(QueryHelpers.AddQueryString(ClientAddresses.Consent, "request", text));
            return;
        }
        var end = await RecordAsync(http, fault!);
        if (tellAt is not null && end.Reason == fault!.Reason)
        {
            http.Response.Redirect(answers.Fault(tellAt, http.Request.Query["state"], fault));
            return;
        }
        http.Response.StatusCode = (int)end.Status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync($"A program cannot be connected to Headgate. {end.Message}\n", http.RequestAborted);
    }

    private async Task RegisterAsync(HttpContext http)
    {
        JsonElement asked;
        try
        {
            using var document = JsonDocument.Parse(await BodyAsync(http), new JsonDocumentOptions { MaxDepth = 8 });
            asked = document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or TooMuchException)
        {
            asked = default;
        }
        var (client, fault) = registered.Register(asked);
        if (client is null)
        {
            await RefuseAsync(http, fault!);
            return;
        }
        http.Response.StatusCode = StatusCodes.Status201Created;
        await WriteAsync(http, json => OAuthDocuments.WriteClient(json, client, time.GetUtcNow()));
    }

    private async Task TokenAsync(HttpContext http)
    {
        var (issued, fault) = await FormAsync(http) is { } form
            ? await tokens.ExchangeAsync(form, http.RequestAborted)
            : (null, OAuthFault.Request("Send a form."));
        if (issued is null)
        {
            await RefuseAsync(http, fault!);
            return;
        }
        await WriteAsync(http, json => OAuthDocuments.WriteTokens(json, issued));
    }

    private async Task RevokeAsync(HttpContext http)
    {
        var fault = await FormAsync(http) is { } form
            ? await tokens.RevokeAsync(form, http.RequestAborted)
            : OAuthFault.Request("Send a form.");
        if (fault is not null)
        {
            await RefuseAsync(http, fault);
        }
    }

    /// <summary>The form; null where there is none, or too much of it. A client that wants to prove itself with a secret has none here.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > MostOfBody)
        {
            return null;
        }
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        var bytes = new byte[MostOfBody + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, http.RequestAborted);
        return length > MostOfBody ? throw new TooMuchException() : bytes[..length];
    }

    private async Task RefuseAsync(HttpContext http, OAuthFault fault)
    {
        var end = await RecordAsync(http, fault);
        http.Response.StatusCode = (int)end.Status;
        await WriteAsync(
            http,
            json => OAuthDocuments.WriteFault(json, end.Reason == fault.Reason ? fault : new OAuthFault("server_error", end.Message))
        );
    }

    private async Task<Refusal> RecordAsync(HttpContext http, OAuthFault fault)
    {
        var call = new CallOrigin("oauth", AddressOf(http), new CallerCredential(new Secret(""), null), http.RequestServices)
        {
            Claims = CallerClaims.Of(http.Request.Headers),
        }.Call(http.Request.Method, http.Request.Path);
        var refused = await path.RefuseAsync(
            call,
            new Refusal(fault.Reason, fault.Status, fault.Message),
            http.RequestAborted,
            fault.Caller
        );
        return refused.Refusal!;
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static async Task WriteAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        write(json);
    }

    private sealed class TooMuchException : Exception;
}
