using Headgate.Store;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Logs;

/// <summary>Where the logs of a step lie, below the log folder.</summary>
internal static class StepLogPaths
{
    /// <summary>The console log.</summary>
    public static string Console(long runId, int index) => $"{runId}/{index}.log";

    /// <summary>The debug log.</summary>
    public static string Debug(long runId, int index) => $"{runId}/{index}.debug.log";

    /// <summary>The full path of a step's console log.</summary>
    public static string FullConsole(StoreSettings store, RunStep step) => Path.Combine(store.LogsFolder, step.LogPath);

    /// <summary>The full path of a step's debug log.</summary>
    public static string FullDebug(StoreSettings store, RunStep step) => Path.Combine(store.LogsFolder, step.DebugLogPath);
}
