using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>Makes the adapter of DuckDB.</summary>
internal sealed class DuckDbFactory : IAdapterFactory
{
    /// <inheritdoc />
    public IAdapter Create(IReadOnlyDictionary<string, object?> output, string projectDirectory, Box? box) =>
        DuckDbAdapter.Of(output, projectDirectory, box);
}
