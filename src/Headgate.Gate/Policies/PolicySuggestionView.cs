namespace Headgate.Gate.Policies;

/// <summary>A policy that would have allowed what agents did.</summary>
/// <param name="Calls">The calls that it rests on.</param>
/// <param name="Left">Calls that need no grant of a policy, or would have been refused for another reason than the lack of one.</param>
/// <param name="Text">The file, in YAML; empty where there was no call.</param>
public sealed record PolicySuggestionView(long Calls, long Left, string Text);
