using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What came of an allowed call.</summary>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Bytes">Bytes of the answer's body; null where it is streamed.</param>
/// <param name="Duration">From the request's arrival to the answer's departure.</param>
public readonly record struct CallOutcome(int Status, long? Bytes, TimeSpan Duration)
{
    /// <summary>Why an allowed call was refused after all, in words without anything that the caller sent; null where it was done.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the answer's maker says of it; null for nothing.</summary>
    public AnswerRemark? Remark { get; init; }

    /// <summary>Why an answer that goes on for long was stopped before its end; null where it was not.</summary>
    public Reason? Stopped { get; init; }

    /// <summary>What was done besides what the decision's sentence says; null for nothing.</summary>
    public string? Also { get; init; }
}
