using System.ComponentModel;
using System.Diagnostics;
using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Runs.Processes;

/// <summary>
/// A child process in a process group of its own. It is interrupted when cancelled and killed, with all its descendants, when it does not
/// end; and it ends with the server even when that is killed (<see cref="Guarded"/>).
/// </summary>
internal static class ChildProcess
{
    /// <summary>
    /// The leader of the new group first starts a guard that reads a pipe from the server, then becomes the program. The pipe closes when the
    /// server is gone, in whatever way; then the guard ends the group. (A death signal of the parent would not do: it is sent when the
    /// <em>thread</em> that started the child ends.)
    /// </summary>
    private const string Guard =
        "exec 3<&0; (trap '' INT TERM HUP; cat <&3; kill -INT -$$; sleep 5; kill -KILL -$$) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

    private static readonly bool CanGuard = File.Exists("/usr/bin/setsid") && File.Exists("/bin/sh");

    /// <summary>Runs a program to its end. Returns its exit code; throws <see cref="OperationCanceledException"/> when it was cancelled.</summary>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static async Task<int> RunAsync(
        ChildStart start,
        StepLog log,
        Func<ProcessMark, Task> onStarted,
        TimeSpan killAfter,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = Guarded(start) };
        process.Start();
        var output = Task.WhenAll(CopyAsync(process.StandardOutput, log), CopyAsync(process.StandardError, log));
        try
        {
            await onStarted(ProcessMark.Of(process.Id));
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            ProcessGroup.Interrupt(process.Id);
            using var patience = new CancellationTokenSource(killAfter);
            await process
                .WaitForExitAsync(patience.Token)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
        finally
        {
            ProcessGroup.Kill(process.Id);
            await process.WaitForExitAsync(CancellationToken.None);
            await output;
        }
    }

    private static ProcessStartInfo Guarded(ChildStart start)
    {
        var info = new ProcessStartInfo
        {
            FileName = CanGuard ? "/usr/bin/setsid" : start.Program,
            WorkingDirectory = start.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var arguments = CanGuard ? ["/bin/sh", "-c", Guard, "headgate-step", start.Program, .. start.Arguments] : start.Arguments;
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }
        info.Environment.Clear();
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }
        return info;
    }

    private static async Task CopyAsync(StreamReader reader, StepLog log)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            log.WriteLine(line);
        }
    }
}
