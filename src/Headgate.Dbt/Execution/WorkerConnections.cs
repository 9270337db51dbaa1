using System.Collections.Concurrent;
using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Execution;

/// <summary>Keeps one connection for each worker, opened when it first needs one.</summary>
internal sealed class WorkerConnections(IAdapter adapter) : IDisposable
{
    /// <summary>The number of the thread that runs hooks and preparations, beside the workers.</summary>
    public const int Main = 0;

    private readonly ConcurrentDictionary<int, IAdapterConnection> _open = [];

    /// <summary>The worker's connection.</summary>
    /// <exception cref="DatabaseException">The database cannot be reached.</exception>
    public IAdapterConnection Of(int worker) => _open.GetOrAdd(worker, static (_, a) => a.Open("master"), adapter);

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        foreach (var connection in _open.Values)
        {
            connection.Dispose();
        }
        _open.Clear();
    }
}
