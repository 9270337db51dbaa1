namespace Headgate.Gate.Operations;

/// <summary>What a caller may do.</summary>
/// <param name="Caller">Who it is, in words: <c>Agent "nightly"</c>.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Operations">The operations that it may call at some place.</param>
/// <param name="Grants">An agent's grants; empty for tokens, whose rights are permission sets.</param>
public sealed record RightsView(string Caller, long AccountId, IReadOnlyList<RightView> Operations, IReadOnlyList<OwnGrantView> Grants);

/// <summary>One thing that a caller may do.</summary>
/// <param name="Operation">The operation's id.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Access"><c>read</c> or <c>write</c>.</param>
/// <param name="Capability">What it belongs to.</param>
public sealed record RightView(string Operation, string Summary, string Access, string Capability);

/// <summary>A grant, as the agent who holds it is told.</summary>
/// <param name="Sentence">The grant in words: <c>runs read in project 10</c>.</param>
/// <param name="ExpiresAt">Without effect from then on; null for never.</param>
public sealed record OwnGrantView(string Sentence, DateTimeOffset? ExpiresAt);
