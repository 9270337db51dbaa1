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
        await using var limited = new LimitedStream(log, step.Settings.LogMiB * 1024L * 1024L);
        using var reader = new StreamReader(limited);
        await scrubber.CopyAsync(reader, writer, CancellationToken.None);
        if (limited.IsCut)
        {
            await writer.WriteLineAsync($"\nThe log is longer than {step.Settings.LogMiB} MiB (runs.log_mib); the rest is left out.");
        }
    }
}
