using System.Collections.Frozen;
using System.Reflection;
using Headgate.Platform.Guide.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Headgate.Platform.Guide;

/// <summary>
/// Serves the guide: <c>/docs/agents</c> and <c>/mcp</c>, <c>/guide.md</c>, <c>/guide.json</c>, <c>/openapi/v2.json</c>, <c>/openapi/v3.json</c> and the page's files
/// below <c>/guide/</c>. Nothing of it is secret, so nobody is asked who they are. Each file is written at its first request and kept.
/// </summary>
public sealed class GuideSite
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly FrozenDictionary<string, Lazy<GuideFile>> _files;

    /// <summary>Serves a guide.</summary>
    public GuideSite(Func<GuideDocument> document)
    {
        var guide = new Lazy<GuideDocument>(document);
        var page = new Lazy<GuideFile>(() => GuideFile.Of(GuidePage.Render(guide.Value), "text/html; charset=utf-8"));
        _files = new Dictionary<string, Lazy<GuideFile>>
        {
            ["/docs/agents"] = page,
            ["/mcp"] = page,
            ["/guide.md"] = new(() => GuideFile.Of(GuideMarkdown.Render(guide.Value), "text/markdown; charset=utf-8")),
            ["/guide.json"] = new(() => GuideFile.Of(GuideJson.Render(guide.Value), "application/json")),
            ["/openapi/v2.json"] = new(() => GuideFile.Of(GuideOpenApi.Render(guide.Value, "v2"), "application/json")),
            ["/openapi/v3.json"] = new(() => GuideFile.Of(GuideOpenApi.Render(guide.Value, "v3"), "application/json")),
            ["/guide/tokens.css"] = Asset("tokens.css", "text/css; charset=utf-8"),
            ["/guide/guide.css"] = Asset("guide.css", "text/css; charset=utf-8"),
            ["/guide/theme.js"] = Asset("theme.js", "text/javascript; charset=utf-8"),
            ["/guide/guide.js"] = Asset("guide.js", "text/javascript; charset=utf-8"),
            ["/guide/mark.svg"] = Asset("mark.svg", "image/svg+xml"),
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The paths that are served.</summary>
    public IReadOnlyList<string> Paths => _files.Keys;

    /// <summary>Answers a request for one of its paths; false for any other path.</summary>
    public async ValueTask<bool> TryServeAsync(HttpContext context)
    {
        if (
            context.Request.Path.Value is not { } path
            || !_files.TryGetValue(path is "/docs/agents/" ? "/docs/agents" : path, out var made)
        )
        {
            return false;
        }
        var response = context.Response;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return true;
        }
        var file = made.Value;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }
        var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var bytes = packed ? file.Packed : file.Plain;
        if (packed)
        {
            headers.ContentEncoding = "gzip";
        }
        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
        return true;
    }

    private static Lazy<GuideFile> Asset(string name, string contentType) =>
        new(() =>
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("guide/" + name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return GuideFile.Of(bytes, contentType);
        });
}
