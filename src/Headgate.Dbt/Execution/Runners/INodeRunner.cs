using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Runs nodes of a kind, and says what is told about them. Safe for several workers.</summary>
internal interface INodeRunner
{
    /// <summary>Tells that a node starts; tells nothing about kinds that dbt is silent about.</summary>
    void TellStart(IManifestResource node, NodePlace place);

    /// <summary>Runs a node on a worker's connection.</summary>
    /// <exception cref="DbtException">The node cannot be compiled or run.</exception>
    /// <exception cref="Adapters.DatabaseException">The database refuses a statement.</exception>
    NodeResult Run(NodeJob job);

    /// <summary>Tells what came of a node.</summary>
    void TellEnd(NodeResult result, NodePlace place);
}
