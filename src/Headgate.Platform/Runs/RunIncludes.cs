using Headgate.Catalogue;

namespace Headgate.Platform.Runs;

/// <summary>What <c>include_related</c> adds to runs and their steps.</summary>
internal static class RunIncludes
{
    public static readonly Include Trigger = Include.Part("trigger", "Why it runs, and what it was given.");

    public static readonly Include Job = new("job", Capabilities.Jobs, Permission.Read(PermissionResource.Jobs), "The job.");

    public static readonly Include Environment = new(
        "environment",
        Capabilities.Environments,
        Permission.Read(PermissionResource.Environments),
        "The environment."
    );

    public static readonly Include Repository = new(
        "repository",
        Capabilities.Repositories,
        Permission.Read(PermissionResource.Repositories),
        "The project's repository."
    );

    public static readonly Include Retries = new(
        "run_retries",
        Capabilities.Runs,
        Permission.Read(PermissionResource.Runs),
        "The runs that retry it."
    );

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
