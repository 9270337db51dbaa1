using System.Net;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>
/// Why a call that was sent on has no answer to give. Nothing in it comes from the account elsewhere: what that wrote about its fault could hold the request, and with it the
/// token.
/// </summary>
/// <param name="Code">The record's word, such as <c>timeout</c>.</param>
/// <param name="Status">What the caller is answered.</param>
/// <param name="Message">For the caller: who is meant, what is wrong, what to do.</param>
/// <param name="Says">For the record, as the end of a sentence.</param>
internal sealed record UpstreamFault(string Code, HttpStatusCode Status, string Message, string Says)
{
    /// <summary>How long to wait before the next try; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether somebody should look at it.</summary>
    public bool IsSevere { get; init; }

    /// <summary>Whether it speaks against the account elsewhere as a whole, and not against this one call.</summary>
    public bool IsOutage { get; init; }

    /// <summary>Whether it is certain that nothing was done there.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Whether the request may have arrived, so that a change may have been made.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>The same where a change was asked for: whoever asks again without looking could make it twice.</summary>
    public UpstreamFault OfChange() =>
        MayHaveArrived
            ? this with
            {
                Code = IsSevere ? Code : "unknown",
                Message = Message + " The change may have been made all the same: look before you try again.",
                Says = Says + "; unknown, it may have happened, and it was not tried again",
            }
            : this;

    /// <summary>As the answer of the call.</summary>
    public Answer ToAnswer() =>
        Answer.Failure(Status, Message, RetryAfter).WithRemark(new AnswerRemark(Code, Says, IsSevere) { IsUndone = IsUndone });
}
