using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Wire;

/// <summary>Says that a request became a call, which has a record of its own: what the server tells of its frame afterwards is not recorded a second time.</summary>
internal sealed class HttpCallMark
{
    private static readonly HttpCallMark Mark = new();

    public static void Set(HttpContext http) => http.Features.Set(Mark);

    public static bool IsOn(IFeatureCollection features) => features.Get<HttpCallMark>() is not null;
}
