using Microsoft.Win32.SafeHandles;

namespace Headgate.Gate.Journal.Writing;

/// <summary>The two calls by which bytes reach the disk, as values, so that tests can make them slow or fail.</summary>
internal sealed record JournalDisk
{
    internal delegate void WriteCall(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    public WriteCall Write { get; init; } = RandomAccess.Write;

    public Action<SafeFileHandle> Flush { get; init; } = RandomAccess.FlushToDisk;
}
