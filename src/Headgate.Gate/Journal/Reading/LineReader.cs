using Microsoft.Win32.SafeHandles;

namespace Headgate.Gate.Journal.Reading;

/// <summary>Reads a file line by line without copying lines; the last one may be unfinished.</summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 4 << 20;
    private readonly SafeFileHandle handle;
    private byte[] buffer = new byte[256 << 10];
    private int start;
    private int end;
    private long readTo;

    public LineReader(string path, long offset)
    {
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        readTo = offset;
        Offset = offset;
    }

    /// <summary>Where the line that was read last begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public long NextOffset { get; private set; }

    /// <summary>The line that was read last, without its line feed.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether that line ends in a line feed.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The file's length right now.</summary>
    public long FileLength => RandomAccess.GetLength(handle);

    /// <summary>Goes to the next line; false at the end of the file.</summary>
    public bool Read()
    {
        var searched = start;
        while (true)
        {
            var feed = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                Take(searched + feed, whole: true);
                start = searched + feed + 1;
                return true;
            }
            searched = end - start;
            var more = Fill();
            searched += start;
            if (!more)
            {
                if (start == end)
                {
                    return false;
                }
                Take(end, whole: false);
                start = end;
                return true;
            }
        }
    }

    /// <summary>Steps back before an unfinished line, to read it again when it has grown.</summary>
    public void Retry()
    {
        readTo = Offset;
        start = end = 0;
    }

    /// <inheritdoc />
    public void Dispose() => handle.Dispose();

    private void Take(int to, bool whole)
    {
        Offset = readTo - (end - start);
        Line = buffer.AsMemory(start, to - start);
        IsWhole = whole;
        NextOffset = Offset + Line.Length + (whole ? 1 : 0);
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestLine)
            {
                return false;
            }
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var got = RandomAccess.Read(handle, buffer.AsSpan(end), readTo);
        readTo += got;
        end += got;
        return got > 0;
    }
}
