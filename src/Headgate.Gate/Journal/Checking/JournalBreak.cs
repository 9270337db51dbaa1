namespace Headgate.Gate.Journal.Checking;

/// <summary>What is wrong at a place of the journal.</summary>
public enum BreakKind
{
    /// <summary>The line is no record at all.</summary>
    NotARecord,

    /// <summary>Bytes of the record were changed after it was written.</summary>
    Changed,

    /// <summary>Records are missing before this one.</summary>
    Removed,

    /// <summary>A record stands here that does not belong here.</summary>
    Inserted,

    /// <summary>Records stand in another order than they were written.</summary>
    Reordered,

    /// <summary>The record is whole but does not continue the one before: one of them was written anew.</summary>
    Rewritten,

    /// <summary>A checkpoint's signature does not fit.</summary>
    BadSignature,

    /// <summary>The journal ends before the record that was signed last.</summary>
    CutTail,
}

/// <summary>A place where the chain breaks.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Offset">The byte at which the line begins.</param>
/// <param name="Sequence">The number of the first record concerned.</param>
/// <param name="Sentence">The finding in plain English.</param>
public sealed record JournalBreak(BreakKind Kind, string File, long Line, long Offset, long Sequence, string Sentence);

/// <summary>What a check of the whole journal found.</summary>
public sealed record VerifyReport
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Intact => Breaks.Count == 0;

    /// <summary>Places where the chain breaks, in the journal's order; at most 100.</summary>
    public required IReadOnlyList<JournalBreak> Breaks { get; init; }

    /// <summary>Remarks that are no damage: an unfinished last line, a missing key.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Files read.</summary>
    public required int Files { get; init; }

    /// <summary>Records read.</summary>
    public required long Records { get; init; }

    /// <summary>Checkpoints whose signature fits.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>The number of the last record.</summary>
    public required long LastSequence { get; init; }

    /// <summary>The hash of the last record.</summary>
    public required string LastHash { get; init; }

    /// <summary>The number of the record that was signed last.</summary>
    public required long? AnchoredSequence { get; init; }
}
