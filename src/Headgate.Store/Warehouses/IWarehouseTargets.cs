namespace Headgate.Store;

/// <summary>Knows how the warehouses of environments are read outside of runs.</summary>
public interface IWarehouseTargets
{
    /// <summary>The warehouse of an environment, with its own credentials; null where it has none.</summary>
    ValueTask<WarehouseTarget?> FindAsync(long environmentId, CancellationToken cancellation);

    /// <summary>The same for queries of metrics, with the Semantic Layer credentials of the project where it has any; null where the environment has no warehouse.</summary>
    /// <param name="environmentId">The environment.</param>
    /// <param name="serviceTokenId">The service token that asks; null for a person or an agent.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<WarehouseTarget?> FindForMetricsAsync(long environmentId, long? serviceTokenId, CancellationToken cancellation);
}
