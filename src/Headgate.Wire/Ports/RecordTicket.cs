namespace Headgate.Wire;

/// <summary>Ties an outcome to its decision.</summary>
/// <param name="Sequence">The decision's number in the record.</param>
public readonly record struct RecordTicket(long Sequence);
