using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Headgate.Platform.Runs.Box;

/// <summary>What an entry of a folder is, without following a link that it may be.</summary>
/// <param name="Mode">Kind and permissions, as the system keeps them.</param>
/// <param name="Links">Names that the file has.</param>
/// <param name="Owner">User id of its owner.</param>
/// <param name="Size">Bytes.</param>
internal readonly partial record struct FileFacts(ushort Mode, uint Links, uint Owner, long Size)
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const int OfHandle = 0x1000;
    private const uint BasicFields = 0x7ff;
    private const int KindBits = 0xf000;
    private const int WritableByOthers = 0b000_010_010;

    /// <summary>A plain file: no folder, link, pipe, socket or device.</summary>
    public bool IsRegular => (Mode & KindBits) == 0x8000;

    /// <summary>A symbolic link.</summary>
    public bool IsLink => (Mode & KindBits) == 0xa000;

    /// <summary>A folder.</summary>
    public bool IsFolder => (Mode & KindBits) == 0x4000;

    /// <summary>The facts of a path; null where there is nothing, or where the system does not tell.</summary>
    public static FileFacts? Of(string path) => Of(CurrentFolder, path, DoNotFollow);

    /// <summary>The facts of an open file.</summary>
    public static FileFacts? Of(SafeFileHandle handle) => Of((int)handle.DangerousGetHandle(), "", OfHandle);

    /// <summary>Whether a program, or what its path leads to, belongs to root and can be changed by nobody else.</summary>
    public static bool IsOfSystem(string path) =>
        Of(CurrentFolder, path, 0) is { Owner: 0, IsRegular: true } facts && (facts.Mode & WritableByOthers) == 0;

    private static FileFacts? Of(int folder, string path, int flags) =>
        OperatingSystem.IsLinux() && Statx(folder, path, flags, BasicFields, out var stat) == 0
            ? new(stat.Mode, stat.Links, stat.Owner, (long)stat.Size)
            : null;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out KernelStat stat);

    /// <summary>The part of <c>struct statx</c> that is read; its layout is the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct KernelStat
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public ulong Size;
    }
}
