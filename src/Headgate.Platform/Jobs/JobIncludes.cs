using Headgate.Catalogue;

namespace Headgate.Platform.Jobs;

/// <summary>What <c>include_related</c> adds to jobs.</summary>
internal static class JobIncludes
{
    public static readonly Include Environment = new(
        "environment",
        Capabilities.Environments,
        Permission.Read(PermissionResource.Environments),
        "The environment."
    );

    public static readonly Include MostRecentRun = new(
        "most_recent_run",
        Capabilities.Runs,
        Permission.Read(PermissionResource.Runs),
        "The newest run."
    );

    public static readonly Include MostRecentCompletedRun = MostRecentRun with
    {
        Name = "most_recent_completed_run",
        Says = "The newest run that has ended.",
    };

    public static readonly Include Variables = new(
        "custom_environment_variables",
        Capabilities.EnvironmentVariables,
        Permission.Read(PermissionResource.CustomEnvVariables),
        "Names of the job's own environment variables."
    );

    public static readonly Include FusionReadiness = Include.Part("fusion_readiness", "Always null: the newer engine is dbt's own.");

    public static IReadOnlyList<Include> All { get; } = [Environment, Variables, MostRecentRun, MostRecentCompletedRun, FusionReadiness];
}
