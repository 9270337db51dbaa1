using System.Net;

namespace Headgate.Wire;

/// <summary>What a decision needs cannot be found out, and it is known why: nothing is done, and the caller is told.</summary>
/// <param name="message">For the caller: what is wrong and what to do.</param>
/// <param name="status">The status of HTTP.</param>
public sealed class FactsUnavailableException(string message, HttpStatusCode status) : Exception(message)
{
    /// <summary>The status of HTTP.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>How long to wait before the next try; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
