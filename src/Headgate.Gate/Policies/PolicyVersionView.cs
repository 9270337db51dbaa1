namespace Headgate.Gate.Policies;

/// <summary>A policy that was applied.</summary>
/// <param name="Version">Its number, from 1; never used twice.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="AppliedBy">By whom.</param>
/// <param name="Note">Why: <c>rolled back to 3</c>, a commit.</param>
/// <param name="Changes">What it changed, in sentences.</param>
/// <param name="Text">The file; null in lists.</param>
public sealed record PolicyVersionView(
    int Version,
    DateTimeOffset CreatedAt,
    string AppliedBy,
    string? Note,
    IReadOnlyList<string> Changes,
    string? Text
);
