using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// Opens what a run left in its folder. The run chose every name and could put a link, a pipe or a device behind it; so nothing is followed,
/// opening never waits, and what was opened is looked at again on the open file.
/// </summary>
internal static partial class RunFiles
{
    private const int NonBlockingAndClosed = 0x80800;
    private const ulong BeneathWithoutLinks = 0x08 | 0x04 | 0x02;
    private const int OpenAt2 = 437;

    /// <summary>Opens a plain file with one name below a folder; null where the path is anything else.</summary>
    /// <param name="root">A folder that the server made.</param>
    /// <param name="path">Full path of the file, below the folder.</param>
    public static FileStream? OpenRegular(string root, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return HasLink(root, path) || !File.Exists(path) ? null : File.OpenRead(path);
        }
        using var folder = new SafeFileHandle(Open(root, NonBlockingAndClosed), ownsHandle: true);
        if (folder.IsInvalid)
        {
            return null;
        }
        var how = new OpenHow { Flags = NonBlockingAndClosed, Resolve = BeneathWithoutLinks };
        var number = OpenIn(OpenAt2, folder, Path.GetRelativePath(root, path), ref how, (nuint)Marshal.SizeOf<OpenHow>());
        if (number < 0)
        {
            return null;
        }
        var file = new SafeFileHandle((nint)number, ownsHandle: true);
        if (FileFacts.Of(file) is { IsRegular: true, Links: 1 })
        {
            return new FileStream(file, FileAccess.Read);
        }
        file.Dispose();
        return null;
    }

    /// <summary>Whether a component of a path below a folder, or the path itself, is a link.</summary>
    public static bool HasLink(string root, string path)
    {
        for (var at = path; at is not null && at.Length > root.Length; at = Path.GetDirectoryName(at))
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return true;
            }
        }
        return false;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long OpenIn(nint call, SafeFileHandle folder, string path, ref OpenHow how, nuint size);

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
