namespace Headgate.Gate.Journal.Checking;

/// <summary>A place where the chain breaks.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Offset">The byte at which the line begins.</param>
/// <param name="Sequence">The number of the first record concerned.</param>
/// <param name="Sentence">The finding in plain English.</param>
public sealed record JournalBreak(BreakKind Kind, string File, long Line, long Offset, long Sequence, string Sentence);
