using Microsoft.Win32.SafeHandles;

namespace Headgate.Gate.Journal.Writing;

/// <summary>The two calls by which the journal's bytes reach the disk, as values, so that tests can make them slow or fail.</summary>
public sealed record JournalDisk
{
    /// <summary>Writes bytes at an offset of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="offset">Where the first one goes.</param>
    public delegate void WriteCall(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Writes bytes; throws IOException where the disk does not take them.</summary>
    public WriteCall Write { get; init; } = RandomAccess.Write;

    /// <summary>Returns when what was written is on the disk; throws IOException where that failed.</summary>
    public Action<SafeFileHandle> Flush { get; init; } = RandomAccess.FlushToDisk;
}
