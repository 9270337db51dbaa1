using System.Net;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Why a call was not done, for whichever door it came in by. It stands in the record already.</summary>
/// <param name="Reason">The reason's code.</param>
/// <param name="Status">The status of HTTP; other doors say the same in their own form.</param>
/// <param name="Message">For the caller. Where the status is 404 it says no more than that of a thing that does not exist.</param>
public sealed record Refusal(Reason Reason, HttpStatusCode Status, string Message)
{
    /// <summary>A second text that dbt's framework writes beside the envelope (405, 429); null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>The field of the body that is at fault; null for none.</summary>
    public string? Field { get; init; }

    /// <summary>How long to wait before the next try; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The question to a person that has to be answered first; null for none.</summary>
    public long? Approval { get; init; }

    /// <summary>The methods that the caller may use at this address, for 405.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>
    /// Whether the caller could not do this at any place: doors that list what a caller may do say of it what they say of what does not exist.
    /// </summary>
    public bool IsEverywhere { get; init; }

    /// <summary>Whether what follows on the same connection must not be taken for another call.</summary>
    public bool ClosesConnection { get; init; }
}
