using System.ComponentModel;
using System.Diagnostics;
using System.Text;
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

    /// <summary>
    /// As <see cref="Guard"/>, around bubblewrap: it is the shell's child, so that it ends with the shell, and everything inside ends with it. The
    /// first two arguments name the files of the box.
    /// </summary>
    private const string BoxGuard =
        "arguments=$1 status=$2; shift 2; exec 3<&0; (trap '' INT TERM HUP; cat <&3; kill -KILL -$$) >/dev/null 2>&1 & "
        + "\"$@\" </dev/null 3<&- 8<\"$arguments\" 9>\"$status\"";

    private const int LongestLine = 64 * 1024;

    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(5);

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
        InheritedDescriptors.KeepFromChildren();
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
            Interrupt(start, process.Id);
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
            await (start.Box?.EndAsync() ?? Task.CompletedTask);
            // Without a box, a program that left the group may hold the output open for as long as it likes.
            await output
                .WaitAsync(OutputPatience, TimeProvider.System, CancellationToken.None)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static void Interrupt(ChildStart start, int leader)
    {
        if (start.Box is { } box)
        {
            box.Interrupt();
            return;
        }
        ProcessGroup.Interrupt(leader);
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
        IReadOnlyList<string> arguments =
            !CanGuard ? start.Arguments
            : start.Box is { } box
                ? ["/bin/sh", "-c", BoxGuard, "headgate-step", box.Arguments, box.Status, start.Program, .. start.Arguments]
            : ["/bin/sh", "-c", Guard, "headgate-step", start.Program, .. start.Arguments];
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
        var line = new StringBuilder();
        var buffer = new char[32 * 1024];
        int read;
        while ((read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            for (var rest = buffer.AsMemory(0, read); rest.Length > 0; )
            {
                var end = rest.Span.IndexOf('\n');
                line.Append(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? default : rest[(end + 1)..];
                if (end >= 0)
                {
                    log.AppendLine(line.ToString().TrimEnd('\r'));
                    line.Clear();
                }
                else if (line.Length > LongestLine)
                {
                    var text = line.ToString();
                    var cut = log.CutOf(text);
                    log.AppendLine(text[..cut]);
                    line.Clear().Append(text.AsSpan(cut));
                }
            }
            log.Flush();
        }
        if (line.Length > 0)
        {
            log.WriteLine(line.ToString().TrimEnd('\r'));
        }
    }
}
