namespace Headgate.WebConsole.Models;

/// <summary>What a check of the record found.</summary>
public sealed record ChainModel
{
    /// <summary>intact, unvouched or broken.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Records read.</summary>
    public long Records { get; init; }

    /// <summary>The last number.</summary>
    public long LastSequence { get; init; }

    /// <summary>Vouched for up to this number.</summary>
    public long? VouchedTo { get; init; }

    /// <summary>When that one was written.</summary>
    public DateTimeOffset? VouchedTime { get; init; }

    /// <summary>When it was checked.</summary>
    public DateTimeOffset CheckedAt { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
