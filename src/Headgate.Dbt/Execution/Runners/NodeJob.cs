using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>One node for one worker.</summary>
/// <param name="Node">The node.</param>
/// <param name="Connection">The worker's connection.</param>
/// <param name="Timer">Takes the times of the stages.</param>
/// <param name="Cancellation">Ends templates and statements.</param>
internal sealed record NodeJob(IManifestResource Node, IAdapterConnection Connection, StageTimer Timer, CancellationToken Cancellation)
{
    /// <summary>The node as one of the manifest's nodes.</summary>
    public ManifestNode ManifestNode => (ManifestNode)Node;

    /// <summary>The name of the stage in which code is rendered.</summary>
    public const string CompileStage = "compile";

    /// <summary>The name of the stage in which the database works.</summary>
    public const string ExecuteStage = "execute";
}
