using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Headgate.Cli.Up;

/// <summary>What the system knows of processes.</summary>
internal static class ProcessFacts
{
    /// <summary>When a process started, as a number that only serves to compare; null where there is none.</summary>
    public static long? StartTicks(int processId)
    {
        // The kernel's own number never changes. A time of day that is worked out from it does: when the clock is set, or the machine paused.
        if (OperatingSystem.IsLinux())
        {
            return KernelTicks(processId);
        }
        try
        {
            using var process = Process.GetProcessById(processId);
            var ticks = process.StartTime.ToUniversalTime().Ticks;
            return process.HasExited ? null : ticks - (ticks % (TimeSpan.TicksPerSecond / 10));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Field 22 of <c>/proc/PID/stat</c>; the fields follow the name, which stands in parentheses and may hold anything.</summary>
    private static long? KernelTicks(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Sends a signal, as <c>kill</c> does.</summary>
    public static async Task SignalAsync(int processId, string signal, CancellationToken cancellation)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", ["-" + signal, processId.ToString()]) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        await kill.WaitForExitAsync(cancellation);
    }
}
