namespace Headgate.Gate.Journal.Writing;

/// <summary>A time in which nothing could be recorded.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Reason">What is wrong now.</param>
internal sealed record JournalFailure(DateTimeOffset Since, string Reason)
{
    /// <summary>Calls refused for it.</summary>
    public long Refused { get; init; }
}
