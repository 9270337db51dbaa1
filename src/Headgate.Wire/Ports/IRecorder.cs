namespace Headgate.Wire;

/// <summary>
/// Keeps the record of calls. Where it throws, the call is refused with 503 and nothing is done.
/// </summary>
public interface IRecorder
{
    /// <summary>
    /// Records what was decided, before anything is done. For a write it returns once the entry is safely stored; for a read it may return at once.
    /// </summary>
    ValueTask<RecordTicket> RecordDecisionAsync(CallRecord record, CancellationToken cancellation);

    /// <summary>Records what came of an allowed call; the answer leaves after it returns.</summary>
    ValueTask RecordOutcomeAsync(RecordTicket ticket, CallOutcome outcome, CancellationToken cancellation);
}
