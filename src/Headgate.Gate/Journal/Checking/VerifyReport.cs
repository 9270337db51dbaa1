namespace Headgate.Gate.Journal.Checking;

/// <summary>What a check of the whole journal found.</summary>
public sealed record VerifyReport
{
    /// <summary>The finding in one word.</summary>
    public Verdict Verdict =>
        Breaks.Count > 0 ? Verdict.Broken
        : Doubts.Count > 0 ? Verdict.Unvouched
        : Verdict.Intact;

    /// <summary>Whether nothing is wrong and nothing is in doubt.</summary>
    public bool Intact => Verdict == Verdict.Intact;

    /// <summary>Places where the chain breaks, in the journal's order; at most 100.</summary>
    public required IReadOnlyList<JournalBreak> Breaks { get; init; }

    /// <summary>What cannot be vouched for and why, a sentence each.</summary>
    public required IReadOnlyList<string> Doubts { get; init; }

    /// <summary>Remarks that are neither: an unfinished last line, what a witness vouches for.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The oldest record that signatures vouch for; null where none is vouched for.</summary>
    public required RecordPoint? VouchedFrom { get; init; }

    /// <summary>The newest record that signatures vouch for.</summary>
    public required RecordPoint? VouchedTo { get; init; }

    /// <summary>Witnesses outside of the journal's folders that agree; empty where only the key beside the journal vouches.</summary>
    public required IReadOnlyList<AgreeingWitness> Witnesses { get; init; }

    /// <summary>What retention took away before the oldest record; null where nothing.</summary>
    public required RemovedRange? Removed { get; init; }

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

    /// <summary>The number of the record that the anchor beside the key speaks of.</summary>
    public required long? AnchoredSequence { get; init; }
}
