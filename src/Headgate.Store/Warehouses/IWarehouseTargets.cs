namespace Headgate.Store;

/// <summary>Knows how the warehouses of environments are read outside of runs.</summary>
public interface IWarehouseTargets
{
    /// <summary>The warehouse of an environment; null where it has none.</summary>
    ValueTask<WarehouseTarget?> FindAsync(long environmentId, CancellationToken cancellation);
}
