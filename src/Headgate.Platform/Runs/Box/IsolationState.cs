namespace Headgate.Platform.Runs.Box;

/// <summary>The isolation that is in force.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Reason">For people: what was found, or why nothing stronger is used.</param>
/// <param name="Bubblewrap">Path of bubblewrap, where it is used.</param>
public sealed record IsolationState(BoxKind Kind, string Reason, string? Bubblewrap = null);
