using Microsoft.Win32.SafeHandles;

namespace Headgate.Gate.Journal.Reading;

/// <summary>Reads a file line by line without copying lines; the last one may be unfinished.</summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 4 << 20;
    private readonly SafeFileHandle _handle;
    private byte[] _buffer = new byte[256 << 10];
    private int _start;
    private int _end;
    private long _readTo;

    public LineReader(string path, long offset)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        _readTo = offset;
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
    public long FileLength => RandomAccess.GetLength(_handle);

    /// <summary>Goes to the next line; false at the end of the file.</summary>
    public bool Read()
    {
        var searched = _start;
        while (true)
        {
            var feed = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                Take(searched + feed, whole: true);
                _start = searched + feed + 1;
                return true;
            }
            searched = _end - _start;
            var more = Fill();
            searched += _start;
            if (!more)
            {
                if (_start == _end)
                {
                    return false;
                }
                Take(_end, whole: false);
                _start = _end;
                return true;
            }
        }
    }

    /// <summary>Steps back before an unfinished line, to read it again when it has grown.</summary>
    public void Retry()
    {
        _readTo = Offset;
        _start = _end = 0;
    }

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();

    private void Take(int to, bool whole)
    {
        Offset = _readTo - (_end - _start);
        Line = _buffer.AsMemory(_start, to - _start);
        IsWhole = whole;
        NextOffset = Offset + Line.Length + (whole ? 1 : 0);
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                return false;
            }
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var got = RandomAccess.Read(_handle, _buffer.AsSpan(_end), _readTo);
        _readTo += got;
        _end += got;
        return got > 0;
    }
}
