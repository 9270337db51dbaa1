namespace Headgate.Gate.Journal.Checking;

/// <summary>What is wrong at a place of the journal.</summary>
public enum BreakKind
{
    /// <summary>The line is no record at all, or the compressed file cannot be unfolded.</summary>
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

    /// <summary>A signature does not fit, or the record is not the one that a signature or a witness speaks of.</summary>
    BadSignature,

    /// <summary>The journal ends before a record that was signed.</summary>
    CutTail,

    /// <summary>A witness speaks of another journal than this one.</summary>
    AnotherJournal,
}
