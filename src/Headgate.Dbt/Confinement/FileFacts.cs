using System.Runtime.InteropServices;

namespace Headgate.Dbt.Confinement;

/// <summary>What the system knows of a name in a folder, without following it.</summary>
/// <param name="Links">How many names the file has.</param>
/// <param name="Mode">Its kind and its rights.</param>
internal readonly partial record struct FileFacts(uint Links, ushort Mode)
{
    private const int AtCurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint KindAndLinks = 0x7;
    private const int KindBits = 0xf000;

    /// <summary>A symbolic link.</summary>
    public bool IsLink => (Mode & KindBits) == 0xa000;

    /// <summary>A folder.</summary>
    public bool IsFolder => (Mode & KindBits) == 0x4000;

    /// <summary>A file with bytes: no pipe, socket or device.</summary>
    public bool IsRegular => (Mode & KindBits) == 0x8000;

    /// <summary>The facts of a path; null where there is nothing, or the system does not tell (other than Linux).</summary>
    public static FileFacts? Of(string path) =>
        OperatingSystem.IsLinux() && Statx(AtCurrentFolder, path, DoNotFollow, KindAndLinks, out var stat) == 0
            ? new(stat.Links, stat.Mode)
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

        [FieldOffset(28)]
        public ushort Mode;
    }
}
