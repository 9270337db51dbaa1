using Headgate.Catalogue;
using Headgate.Platform.Related;

namespace Headgate.Platform.Runs;

/// <summary>What <c>include_related</c> adds to runs and their steps.</summary>
internal static class RunIncludes
{
    public static readonly Include Trigger = Include.Part("trigger", "Why it runs, and what it was given.");
    public static readonly Include Job = RelatedKinds.Job("job", "The job.");
    public static readonly Include Environment = RelatedKinds.Environment("environment", "The environment.");
    public static readonly Include Repository = RelatedKinds.Repository("repository", "The project's repository.");
    public static readonly Include Retries = RelatedKinds.Run("run_retries", "The runs that retry it.");
    public static readonly Include Steps = Include.Part("run_steps", "Its steps with their logs.");
    public static readonly Include Audit = Include.Part("audit", "Who triggered it, and who cancelled it.");
    public static readonly Include DebugLogs = Include.Part("debug_logs", "The debug log as a whole, not its last 1,000 lines only.");

    public static IReadOnlyList<Include> OfRun { get; } =
    [
        Trigger,
        Job,
        Environment,
        Repository,
        Steps,
        Retries,
        Include.Part("used_repo_cache", "Whether a kept clone was used; every run shows it."),
        Include.Part("repo_cache_restore", "Always null: every run clones anew."),
        Audit,
        DebugLogs,
    ];

    public static IReadOnlyList<Include> OfStep { get; } = [Trigger, Job, DebugLogs];
}
