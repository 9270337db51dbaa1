using Microsoft.Win32.SafeHandles;

namespace Headgate.Gate.Journal.Writing;

/// <summary>The newest file of the journal, open for appending at a known length.</summary>
internal sealed class OpenJournalFile : IDisposable
{
    private readonly JournalDisk _disk;
    private readonly SafeFileHandle _handle;
    private readonly FileIdentity _identity;

    private OpenJournalFile(string path, long length, SafeFileHandle handle, FileIdentity identity, JournalDisk disk)
    {
        Path = path;
        Length = length;
        _handle = handle;
        _identity = identity;
        _disk = disk;
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Bytes that are whole records.</summary>
    public long Length { get; private set; }

    /// <summary>Opens the file and cuts what stands behind its last whole record.</summary>
    public static OpenJournalFile Open(string path, long length, JournalDisk disk)
    {
        var isNew = !File.Exists(path);
        var opened = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            if (isNew)
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(opened, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
                FileIdentity.FlushFolder(System.IO.Path.GetDirectoryName(path)!);
            }
            if (RandomAccess.GetLength(opened) < length)
            {
                throw new JournalUnavailableException($"The journal's file {path} is shorter than what was written to it.");
            }
            RandomAccess.SetLength(opened, length);
            var found = FileIdentity.Of(path) ?? throw new JournalUnavailableException($"The journal's file {path} is not a plain file.");
            return new(path, length, opened, found, disk);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Appends whole lines. Refuses when the file at the path is no longer the one that was opened, or was changed by another.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        if (FileIdentity.Of(Path) is not { } now)
        {
            throw new JournalUnavailableException($"The journal's file {Path} was removed or replaced by a link. Put it back.");
        }
        if (now != _identity with { Length = Length })
        {
            throw new JournalUnavailableException(
                now.Inode == _identity.Inode
                    ? $"The journal's file {Path} has {now.Length} bytes where {Length} were written: another program changed it. Put it back."
                    : $"The journal's file {Path} was replaced by another file (it was {_identity.Inode}, it is {now.Inode}). Put it back."
            );
        }
        _disk.Write(_handle, lines, Length);
        Length += lines.Length;
    }

    /// <summary>Waits until everything appended is on the disk.</summary>
    public void Flush() => _disk.Flush(_handle);

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();
}
