namespace Headgate.Platform.Views;

/// <summary>What a retry of a failed run would begin with.</summary>
/// <param name="FailedStep">The command that failed; null where none did.</param>
/// <param name="SkippedSteps">Commands that were not begun.</param>
internal sealed record RunFailureView(string? FailedStep, IReadOnlyList<string> SkippedSteps);
