namespace Headgate.Platform.Webhooks.Sending;

/// <summary>What came of one attempt.</summary>
/// <param name="StatusCode">Status of the answer; 0 means no answer.</param>
/// <param name="ErrorCode">blocked-address, timeout, redirect, tls, connection, secret or status; null when delivered.</param>
/// <param name="ErrorInfo">What went wrong, in words.</param>
/// <param name="ResponseBody">Start of the answer; null where none was read.</param>
internal sealed record SendResult(int StatusCode, string? ErrorCode, string? ErrorInfo, string? ResponseBody)
{
    /// <summary>Whether the receiver has it.</summary>
    public bool IsDelivered => ErrorCode is null;

    /// <summary>An attempt without an answer.</summary>
    public static SendResult NoAnswer(string code, string info) => new(0, code, info, null);

    /// <summary>An attempt with an answer: 2xx is success, and nothing else is.</summary>
    public static SendResult Answered(int status, string body) =>
        status switch
        {
            >= 200 and < 300 => new(status, null, null, body),
            >= 300 and < 400 => new(status, "redirect", $"The receiver answered with {status}; redirects are not followed.", body),
            _ => new(status, "status", $"The receiver answered with {status}; only 2xx counts as received.", body),
        };
}
