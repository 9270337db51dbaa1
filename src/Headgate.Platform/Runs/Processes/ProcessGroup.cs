using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Headgate.Platform.Runs.Processes;

/// <summary>Signals to a process group, by the id of its leader.</summary>
internal static partial class ProcessGroup
{
    private const int SignalInterrupt = 2;
    private const int SignalKill = 9;

    public static void Interrupt(int leader) => Signal(leader, SignalInterrupt);

    public static void Kill(int leader) => Signal(leader, SignalKill);

    /// <summary>Kills one process, not its group.</summary>
    public static void KillOne(int id)
    {
        if (id > 1 && !OperatingSystem.IsWindows())
        {
            _ = KillGroup(id, SignalKill);
        }
    }

    private static void Signal(int leader, int signal)
    {
        if (leader <= 1)
        {
            return;
        }
        if (!OperatingSystem.IsWindows())
        {
            _ = KillGroup(-leader, signal);
            return;
        }
        try
        {
            using var process = Process.GetProcessById(leader);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int KillGroup(int pid, int signal);
}
