namespace Headgate.Gate.Models;

/// <summary>Why it cannot be said what a call would touch.</summary>
/// <param name="Why">The reason, as the end of a sentence.</param>
/// <param name="IsOfRule">Whether no call at all could be judged, as what the rule is evaluated on is not there: an alarm rather than a no.</param>
internal sealed record Unforeseen(string Why, bool IsOfRule = false);
