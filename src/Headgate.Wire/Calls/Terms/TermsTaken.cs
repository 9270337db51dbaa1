using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What came of asking for a call's terms.</summary>
/// <param name="Refusal">Why it may not go on: a no, or the question to a person that is open now; null where it may.</param>
public sealed record TermsTaken(Decision? Refusal)
{
    /// <summary>What the record says of it, such as <c>run 3 of 10 today</c>; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The question to a person that has to be answered first; null for none.</summary>
    public long? Approval { get; init; }

    /// <summary>The commit that a person agreed to, of a call that names a branch; null for none.</summary>
    public string? AgreedCommit { get; init; }

    /// <summary>
    /// What the run that the call starts is held against once its own code is there, in a form that only the keeper reads (<see cref="IRunTerms"/>); null for nothing.
    /// </summary>
    public string? RunTerms { get; init; }

    /// <summary>How long to wait before the next try; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What its keeper needs to settle it; null for nothing.</summary>
    public object? Held { get; init; }
}
