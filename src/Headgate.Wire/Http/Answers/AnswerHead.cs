using System.Net;
using Microsoft.AspNetCore.Http;

namespace Headgate.Wire;

/// <summary>Status and headers that every answer has.</summary>
internal static class AnswerHead
{
    public static void Write(HttpContext http, HttpStatusCode status, string mediaType, long? length)
    {
        var response = http.Response;
        response.StatusCode = (int)status;
        response.ContentType = mediaType;
        response.ContentLength = length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Request-Id"] = http.TraceIdentifier;
    }
}
