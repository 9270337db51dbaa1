namespace Headgate.Gate.Journal.Checking;

/// <summary>A record as an end of a stretch.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Time">When it was written (UTC); null where the record itself is not there.</param>
public sealed record RecordPoint(long Sequence, DateTimeOffset? Time);
