using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Headgate.Mcp.Local.Commands;

/// <summary>A dbt command as a child process. When it is cancelled, or this server is gone in whatever way, its whole tree ends.</summary>
internal static class DbtChild
{
    /// <summary>
    /// Becomes the program, in a process group of its own, after it has started a guard: that reads a pipe from this server. A line on it means that all is well and the
    /// guard may go; its end means that the program is to be interrupted, and the group killed where it has not ended after five seconds.
    /// </summary>
    private const string Guard =
        "exec 3<&0; (trap '' INT TERM HUP; read -r done <&3 && exit; kill -INT -$$; left=50; "
        + "while [ $left -gt 0 ] && kill -0 $$ 2>/dev/null; do sleep 0.1; left=$((left-1)); done; kill -KILL -$$) >/dev/null 2>&1 & "
        + "exec \"$@\" </dev/null 3<&-";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly bool CanGuard = File.Exists("/usr/bin/setsid") && File.Exists("/bin/sh");

    /// <summary>Runs a command to its end and gives its exit code.</summary>
    /// <param name="project">Where, and with which program.</param>
    /// <param name="command">What.</param>
    /// <param name="onLine">Given each line of its output, one after the other; it does not throw.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static async Task<int> RunAsync(
        DbtProject project,
        DbtCommand command,
        Func<string, ValueTask> onLine,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = Info(project, command) };
        process.Start();
        var lines = Channel.CreateBounded<string>(4);
        var output = Task.WhenAll(PumpAsync(process, lines.Writer), HandOnAsync(lines.Reader, onLine));
        try
        {
            await process.WaitForExitAsync(cancellation);
            await DismissGuardAsync(process);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            if (CanGuard)
            {
                process.StandardInput.Close();
                await WithinPatienceAsync(process.WaitForExitAsync(CancellationToken.None));
            }
            throw;
        }
        finally
        {
            KillTree(process);
            await process.WaitForExitAsync(CancellationToken.None);
            // A program that left the group may hold the output open for as long as it likes.
            await WithinPatienceAsync(output);
        }
    }

    private static ProcessStartInfo Info(DbtProject project, DbtCommand command)
    {
        IReadOnlyList<string> words = [.. project.Program, .. command.WordsFor(project)];
        if (CanGuard)
        {
            words = ["/usr/bin/setsid", "/bin/sh", "-c", Guard, "headgate-mcp", .. words];
        }
        var info = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = project.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        info.Environment.Clear();
        foreach (var (name, value) in project.Variables)
        {
            info.Environment[name] = value;
        }
        return info;
    }

    private static async Task PumpAsync(Process process, ChannelWriter<string> lines)
    {
        try
        {
            await Task.WhenAll(LinePump.CopyAsync(process.StandardOutput, lines), LinePump.CopyAsync(process.StandardError, lines));
        }
        finally
        {
            lines.Complete();
        }
    }

    private static async Task HandOnAsync(ChannelReader<string> lines, Func<string, ValueTask> onLine)
    {
        await foreach (var line in lines.ReadAllAsync(CancellationToken.None))
        {
            await onLine(line);
        }
    }

    private static async Task DismissGuardAsync(Process process)
    {
        try
        {
            await process.StandardInput.WriteLineAsync("done".AsMemory(), CancellationToken.None);
            await process.StandardInput.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It is gone already.
        }
    }

    private static void KillTree(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    private static async Task WithinPatienceAsync(Task work)
    {
        try
        {
            await work.WaitAsync(Patience, TimeProvider.System, CancellationToken.None);
        }
        catch (Exception late) when (late is TimeoutException or IOException or ObjectDisposedException)
        {
            // What is still missing is left behind.
        }
    }
}
