using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Wire;

/// <summary>Says that a request became a call, which has a record of its own: what the server tells of its frame afterwards is not recorded a second time.</summary>
public sealed class HttpCallMark
{
    private static readonly HttpCallMark Mark = new();

    private HttpCallMark() { }

    /// <summary>Says it of a request, which the door does before anything else.</summary>
    public static void Set(HttpContext http)
    {
        http.Features.Set(Mark);
        if (http.Features.Get<IConnectionItemsFeature>() is { } connection)
        {
            connection.Items[Mark] = HasBody(http.Request);
        }
    }

    /// <summary>
    /// Whether what the server tells is about a call: about its own frame, or about a body that nobody read because its caller left, which the server
    /// takes for the beginning of a next request.
    /// </summary>
    public static bool IsOn(IFeatureCollection features) => features.Get<HttpCallMark>() is not null || IsLeftBody(features);

    private static bool IsLeftBody(IFeatureCollection features) =>
        features.Get<IHttpRequestLifetimeFeature>()?.RequestAborted.IsCancellationRequested == true
        && features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(Mark, out var hadBody) == true
        && hadBody is true;

    private static bool HasBody(HttpRequest request) => request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;
}
