using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>The run that another repeats, with the settings that it had.</summary>
/// <param name="Run">The run.</param>
/// <param name="Trigger">What it was given.</param>
/// <param name="FromStep">Index of the step that failed.</param>
public sealed record RetriedRun(Run Run, RunTrigger Trigger, int FromStep);
