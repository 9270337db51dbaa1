using Headgate.Catalogue;
using Headgate.Platform.Related;

namespace Headgate.Platform.Jobs;

/// <summary>What <c>include_related</c> adds to jobs.</summary>
internal static class JobIncludes
{
    public static readonly Include Environment = RelatedKinds.Environment("environment", "The environment.");
    public static readonly Include MostRecentRun = RelatedKinds.Run("most_recent_run", "The newest run.");
    public static readonly Include MostRecentCompletedRun = RelatedKinds.Run("most_recent_completed_run", "The newest run that has ended.");
    public static readonly Include Variables = RelatedKinds.Variables(
        "custom_environment_variables",
        "Names of the job's own environment variables."
    );
    public static readonly Include FusionReadiness = Include.Part("fusion_readiness", "Always null: the newer engine is dbt's own.");

    public static IReadOnlyList<Include> All { get; } = [Environment, Variables, MostRecentRun, MostRecentCompletedRun, FusionReadiness];
}
