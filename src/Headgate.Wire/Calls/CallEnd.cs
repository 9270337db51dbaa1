using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>How a call ended, on its way back to its door: refused, or done with an answer whose outcome is not recorded yet.</summary>
/// <param name="Refusal">Why it was not done; null where it was.</param>
/// <param name="Answer">What the operation answers; null where it was refused.</param>
/// <param name="Operation">The operation; null where it is not known.</param>
/// <param name="AccountId">The account of the caller; 0 where nobody is known.</param>
/// <param name="Ticket">Ties the outcome to the decision.</param>
public sealed record CallEnd(Refusal? Refusal, Answer? Answer, Operation? Operation, long AccountId, RecordTicket Ticket)
{
    internal static CallEnd Refused(Refusal refusal, Operation? operation = null, long accountId = 0) =>
        new(refusal, null, operation, accountId, default);
}
