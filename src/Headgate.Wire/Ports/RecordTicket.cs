namespace Headgate.Wire;

/// <summary>Ties an outcome to its decision.</summary>
/// <param name="Sequence">The decision's number in the record; 0 where it has none yet.</param>
/// <param name="Record">The decision's entry.</param>
public readonly record struct RecordTicket(long Sequence, CallRecord? Record = null);
