using System.Net;

namespace Headgate.Catalogue;

/// <summary>A failure with a message and no data.</summary>
public sealed class FailureAnswer : Answer
{
    internal FailureAnswer(HttpStatusCode status, string message)
        : base(status) => Message = message;

    /// <summary><c>user_message</c>.</summary>
    public string Message { get; }

    /// <summary>How long to wait before the next try; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}
