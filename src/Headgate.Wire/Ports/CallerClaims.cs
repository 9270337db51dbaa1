using Microsoft.AspNetCore.Http;

namespace Headgate.Wire;

/// <summary>What a caller says of itself and nobody believes: kept in the record beside what is known, so that its own logs can be joined with ours.</summary>
/// <param name="RequestId">Its <c>X-Request-Id</c>; null for none.</param>
/// <param name="TraceParent">Its <c>traceparent</c>; null for none.</param>
/// <param name="ForwardedFor">Its <c>X-Forwarded-For</c>; null for none.</param>
public sealed record CallerClaims(string? RequestId, string? TraceParent, string? ForwardedFor)
{
    /// <summary>The claims of a request's headers; null where it makes none.</summary>
    public static CallerClaims? Of(IHeaderDictionary headers)
    {
        var (id, trace, forwarded) = (headers["X-Request-Id"], headers.TraceParent, headers["X-Forwarded-For"]);
        return id.Count + trace.Count + forwarded.Count == 0 ? null : new(Text(id), Text(trace), Text(forwarded));

        static string? Text(Microsoft.Extensions.Primitives.StringValues sent) => sent.Count == 0 ? null : sent.ToString();
    }
}
