namespace Headgate.Platform.Runs.Queue;

/// <summary>Whether a queued run may start now, and otherwise what it waits for.</summary>
/// <param name="RunId">The run.</param>
/// <param name="WaitsFor">What it waits for, in words; null when it may start.</param>
/// <param name="BlockedBy">The runs it waits for.</param>
/// <param name="IsNews">Whether it waits for something else than its row says.</param>
internal sealed record AdmissionDecision(long RunId, string? WaitsFor, IReadOnlyList<long> BlockedBy, bool IsNews = false);
