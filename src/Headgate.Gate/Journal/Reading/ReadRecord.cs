namespace Headgate.Gate.Journal.Reading;

/// <summary>A record and the line it stands in.</summary>
/// <param name="Record">The record.</param>
/// <param name="Line">The line's bytes as they are in the file, without line feed.</param>
public sealed record ReadRecord(JournalRecord Record, byte[] Line);
