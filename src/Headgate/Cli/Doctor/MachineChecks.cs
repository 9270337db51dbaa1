using System.Diagnostics;
using System.Globalization;
using Headgate.Platform.Runs.Box;
using Headgate.Server;

namespace Headgate.Cli.Doctor;

/// <summary>What of this machine protects runs, and what runs need of it.</summary>
internal static class MachineChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks at all of it.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(ServerSettings settings, CancellationToken cancellation) =>
        [
            Isolation(await IsolationProbe.FindAsync(settings.Box, cancellation)),
            Limits(settings.Box.Limits),
            Engine(settings),
            await ProgramAsync("git", "git", "repositories cannot be cloned; install git", cancellation),
            settings.DbtProgram is { } dbt
                ? await ProgramAsync("dbt", dbt, "runs cannot be executed; check runs.dbt_program", cancellation)
                : new("dbt", Verdict.Good, "The embedded engine executes dbt's commands."),
        ];

    private static Finding Isolation(IsolationState state) =>
        new(
            "isolation",
            state.Kind switch
            {
                BoxKind.Namespace => Verdict.Good,
                BoxKind.User => Verdict.Weak,
                _ => Verdict.Bad,
            },
            state.Kind switch
            {
                BoxKind.Namespace => $"Runs see their own folder and warehouse and nothing else of the server: {state.Reason}.",
                BoxKind.User =>
                    $"Runs cannot read or change the server's data, but see this machine's files, processes and network: {state.Reason}.",
                BoxKind.None => $"Runs are not boxed: {state.Reason}. Execute only projects that you trust.",
                _ => $"'headgate serve' executes no runs: {state.Reason}.",
            }
        );

    private static Finding Limits(BoxLimits limits) =>
        new(
            "limits",
            Verdict.Good,
            string.Create(
                CultureInfo.InvariantCulture,
                $"A step may use {limits.MemoryMiB} MiB of memory, {limits.Processes} processes, {limits.OpenFiles} open files a process, {limits.DiskMiB} MiB of disk, and must leave {limits.FreeDiskMiB} MiB free."
            )
        );

    private static Finding Engine(ServerSettings settings) =>
        settings.DbtProgram is null
            ? new("engine", Verdict.Good, "The engine opens warehouses with outside access off and its configuration locked.")
            : new("engine", Verdict.Weak, "A real dbt has no box of its own: what it may reach is what the operating system allows.");

    private static async Task<Finding> ProgramAsync(string name, string program, string otherwise, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, ["--version"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? new(name, Verdict.Good, $"{program} is there: {said.Split('\n').First(line => line.Trim().Length > 0).Trim()}.")
                : new(
                    name,
                    Verdict.Bad,
                    $"{program} ended with exit code {process.ExitCode} when it was asked for its version: {otherwise}."
                );
        }
        catch (Exception error)
            when (error is System.ComponentModel.Win32Exception or OperationCanceledException or InvalidOperationException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(name, Verdict.Bad, $"{program} cannot be started: {otherwise}.");
        }
    }
}
