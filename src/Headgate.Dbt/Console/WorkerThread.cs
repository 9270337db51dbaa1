namespace Headgate.Dbt.Console;

/// <summary>dbt's name for the thread that runs: <c>MainThread</c>, or that of a worker while it runs a node. Workers have no thread of their own here.</summary>
internal static class WorkerThread
{
    private const string Main = "MainThread";

    [ThreadStatic]
    private static string? _worker;

    /// <summary>The name of the running thread.</summary>
    public static string Name => _worker ?? Main;

    /// <summary>The name of a worker, by its number from 1.</summary>
    public static string NameOf(int worker) => $"Thread-{worker} (worker)";

    /// <summary>Runs something as a worker.</summary>
    public static T Run<T>(int worker, Func<T> work)
    {
        var before = _worker;
        _worker = NameOf(worker);
        try
        {
            return work();
        }
        finally
        {
            _worker = before;
        }
    }
}
