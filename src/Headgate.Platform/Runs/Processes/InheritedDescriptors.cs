using System.Runtime.InteropServices;

namespace Headgate.Platform.Runs.Processes;

/// <summary>
/// Files that whoever started the server left open for it, on purpose or not. A child of the server would get them too, and what they lead to
/// with them.
/// </summary>
internal static partial class InheritedDescriptors
{
    private const int CloseRange = 436;
    private const uint First = 3;
    private const uint OnStartOfProgram = 4;

    /// <summary>Marks all descriptors above standard error, so that no child gets them.</summary>
    public static void KeepFromChildren()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Call(CloseRange, First, uint.MaxValue, OnStartOfProgram);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long Call(nint number, nuint first, nuint last, nuint flags);
}
