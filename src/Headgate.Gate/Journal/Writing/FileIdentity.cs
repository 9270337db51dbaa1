using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Headgate.Gate.Journal.Writing;

/// <summary>Which file a path leads to right now: device, inode and links. A removed, renamed, truncated or exchanged file differs.</summary>
internal readonly partial record struct FileIdentity(long Device, long Inode, long Length)
{
    private const int AtCurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint BasicFields = 0x7ff;
    private const int RegularFile = 0x8000;

    /// <summary>The identity of the file at a path; null where there is none or the path is a link.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            var file = new FileInfo(path);
            return file.Exists && file.LinkTarget is null ? new(0, file.CreationTimeUtc.Ticks, file.Length) : null;
        }
        if (
            Statx(AtCurrentFolder, path, DoNotFollow, BasicFields, out var stat) != 0
            || (stat.Mode & 0xf000) != RegularFile
            || stat.Links == 0
        )
        {
            return null;
        }
        return new((long)stat.DeviceMajor << 32 | stat.DeviceMinor, (long)stat.Inode, (long)stat.Size);
    }

    /// <summary>Puts a folder's list of names on the disk, so that a new file's name survives the loss of power.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var handle = new SafeFileHandle(Open(folder, 0), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            Fsync(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out KernelStat stat);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(SafeFileHandle handle);

    /// <summary>The part of <c>struct statx</c> that is read; its layout is the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct KernelStat
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
