using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Testing;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>
/// A second executor, shaped like one on a cluster: each run's runner is a process of its own, which is found by the number of the run, outlives the server, and knows
/// nothing of it.
/// </summary>
internal sealed class ProcessExecutor(StoreSettings store, RunSettings settings) : IRunExecutor
{
    private readonly ConcurrentDictionary<long, Process> _begun = new();

    public bool EndsWithServer => false;

    private string Folder => Path.Combine(store.DataFolder, "runners");

    public Task StartAsync(long runId, CancellationToken cancellation)
    {
        if (FilesOf(runId) is { Runner: null } files)
        {
            Directory.CreateDirectory(FolderOf(runId));
            string[] words =
            [
                "/bin/sh",
                "-c",
                "exec \"$@\" </dev/null >\"$0\" 2>&1",
                files.Output,
                Environment.ProcessPath!,
                RecoveryPrograms.Runner,
                FolderOf(runId),
                store.DataFolder,
                store.Postgres ?? "",
                settings.DbtProgram!,
                runId.ToString(CultureInfo.InvariantCulture),
            ];
            _begun[runId] = Process.Start(new ProcessStartInfo("/usr/bin/setsid", words))!;
        }
        return Task.CompletedTask;
    }

    public async Task<RunEnd?> WatchAsync(long runId, CancellationToken cancellation)
    {
        var files = FilesOf(runId);
        await Until.HoldsAsync(() => files.HasEnded || !HasRunner(runId), $"the runner of run {runId} ends", cancellation);
        return files.HasEnded ? files.End : null;
    }

    public Task CancelAsync(long runId, RunEnd end, CancellationToken cancellation)
    {
        var files = FilesOf(runId);
        if (HasRunner(runId) && !files.HasEnded)
        {
            files.Ask(end);
            Signal(files, "TERM");
        }
        return Task.CompletedTask;
    }

    public async Task<string?> LogsAsync(long runId, CancellationToken cancellation) =>
        File.Exists(FilesOf(runId).Output) ? await File.ReadAllTextAsync(FilesOf(runId).Output, cancellation) : null;

    public async Task<IReadOnlySet<long>> ReapAsync(IReadOnlySet<long> wanted, CancellationToken cancellation)
    {
        var known = Directory.Exists(Folder)
            ? Directory.GetDirectories(Folder).Select(folder => long.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).ToList()
            : [];
        foreach (var runId in known.Where(runId => !wanted.Contains(runId)))
        {
            var files = FilesOf(runId);
            Signal(files, "KILL");
            await Until.HoldsAsync(() => !files.IsAlive, $"the runner of run {runId} is gone", cancellation);
            Directory.Delete(FolderOf(runId), recursive: true);
        }
        return known.Where(runId => wanted.Contains(runId) && (FilesOf(runId).HasEnded || HasRunner(runId))).ToHashSet();
    }

    /// <summary>A runner that has been begun takes its place a moment later.</summary>
    private bool HasRunner(long runId) =>
        FilesOf(runId) is { Runner: not null } files
            ? files.IsAlive
            : _begun.TryGetValue(runId, out var process) && (!process.HasExited || FilesOf(runId).IsAlive);

    private static void Signal(RunnerFiles files, string signal)
    {
        if (files.IsAlive && files.Runner is { } runner)
        {
            using var kill = Process.Start("/bin/kill", [$"-{signal}", runner.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }

    private string FolderOf(long runId) => Path.Combine(Folder, runId.ToString(CultureInfo.InvariantCulture));

    private RunnerFiles FilesOf(long runId) => new(FolderOf(runId));
}
