using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Headgate.Wire;

/// <summary>
/// Whether two programs could read the frame of a request differently, which is how a second request is smuggled behind the first: a length beside a transfer coding,
/// a coding other than the one that HTTP requires, a length that is not plain digits.
/// </summary>
internal static class HttpFraming
{
    public static bool IsContradictory(HttpRequest request)
    {
        var length = request.Headers.ContentLength is null ? [] : request.Headers[HeaderNames.ContentLength];
        foreach (var text in length)
        {
            if (text is null || text.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                return true;
            }
        }
        var coding = request.Headers.TransferEncoding;
        if (coding.Count == 0)
        {
            return false;
        }
        return coding.Count > 1
            || !string.Equals(coding[0]?.Trim(), "chunked", StringComparison.OrdinalIgnoreCase)
            || length.Count > 0
            || request.Headers.ContainsKey("X-Content-Length");
    }
}
