namespace Headgate.Gate.Operations;

/// <summary>What a check of the record found.</summary>
/// <param name="Verdict"><c>intact</c>, <c>unvouched</c> or <c>broken</c>.</param>
/// <param name="Records">Records that were read.</param>
/// <param name="LastSequence">The number of the last one.</param>
/// <param name="VouchedTo">The number up to which a signature or a witness vouches; null for none.</param>
/// <param name="VouchedTime">When that one was written.</param>
/// <param name="CheckedAt">When the check ended.</param>
/// <param name="Findings">What is wrong or in doubt, a sentence each; at most 100.</param>
public sealed record ChainView(
    string Verdict,
    long Records,
    long LastSequence,
    long? VouchedTo,
    DateTimeOffset? VouchedTime,
    DateTimeOffset CheckedAt,
    IReadOnlyList<string> Findings
);
