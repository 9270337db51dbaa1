using System.ComponentModel;
using System.Diagnostics;

namespace Headgate.Cli.Up;

/// <summary>What the system knows of processes.</summary>
internal static class ProcessFacts
{
    /// <summary>When a process started, in UTC ticks rounded to tenths of a second; null where there is none.</summary>
    public static long? StartTicks(int processId)
    {
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

    /// <summary>Sends a signal, as <c>kill</c> does.</summary>
    public static async Task SignalAsync(int processId, string signal, CancellationToken cancellation)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", ["-" + signal, processId.ToString()]) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        await kill.WaitForExitAsync(cancellation);
    }
}
