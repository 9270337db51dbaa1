using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Logs;

/// <summary>Takes dbt.log of a step out of the run's folder, without secrets.</summary>
internal static class DebugLogs
{
    public static async Task KeepAsync(StepContext step, StoreSettings store, Scrubber scrubber)
    {
        var source = Path.Combine(step.Folders.DebugLog(step.Step.Index), "dbt.log");
        await using var log = RunFiles.OpenRegular(step.Folders.Root, source);
        if (log is null)
        {
            return;
        }
        var target = StepLogPaths.FullDebug(store, step.Step);
        PrivateFolder.Create(Path.GetDirectoryName(target)!);
        await using var writer = new StreamWriter(target, PrivateFolder.NewFile()) { NewLine = "\n" };
        using var reader = new StreamReader(log);
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            await writer.WriteLineAsync(scrubber.Clean(line));
        }
    }
}
