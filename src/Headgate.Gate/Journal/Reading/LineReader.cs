using System.Buffers.Binary;
using System.IO.Compression;

namespace Headgate.Gate.Journal.Reading;

/// <summary>
/// Reads a file line by line without copying lines; the last one may be unfinished. A compressed file is read as if it were plain: offsets are
/// those of the plain file.
/// </summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 4 << 20;

    // A journal's file is closed at 64 MiB; what unfolds to more than this was not written by a journal.
    private const long LongestFile = 1L << 30;

    private readonly FileStream _file;
    private readonly Stream _source;
    private byte[] _buffer = new byte[256 << 10];
    private int _start;
    private int _end;
    private long _readTo;

    /// <summary>Opens a file at an offset.</summary>
    public LineReader(string path, long offset)
    {
        IsCompressed = JournalFolder.IsCompressed(path);
        _file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            IsCompressed ? 4096 : 0,
            FileOptions.SequentialScan
        );
        _source = IsCompressed ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        SkipTo(offset);
        Offset = NextOffset = offset;
    }

    /// <summary>Whether the file is read from its compressed form.</summary>
    public bool IsCompressed { get; }

    /// <summary>Where the line that was read last begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public long NextOffset { get; private set; }

    /// <summary>The line that was read last, without its line feed.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether that line ends in a line feed.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The plain file's length: right now, or as the compressed form states it at its end (modulo 4 GiB).</summary>
    public long FileLength => IsCompressed ? StatedLength() : _file.Length;

    /// <summary>Opens a file that may have been compressed or removed since its name was read; null where neither form is there any more.</summary>
    public static LineReader? TryOpen(string path, long offset = 0)
    {
        foreach (var form in new[] { path, JournalFolder.CompressedPathOf(path) }.Distinct())
        {
            try
            {
                return new LineReader(form, offset);
            }
            catch (FileNotFoundException)
            {
                // The next form is tried.
            }
        }
        return null;
    }

    /// <summary>Goes to the next line; false at the end of the file.</summary>
    /// <exception cref="InvalidDataException">The compressed form is damaged, or unfolds to more than a journal writes.</exception>
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

    /// <summary>Goes to a byte of a plain file: before an unfinished line, to read it again when it has grown, or nearer to the file's start.</summary>
    public void StartAt(long offset)
    {
        _readTo = offset;
        _file.Position = offset;
        _start = _end = 0;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _source.Dispose();
        _file.Dispose();
    }

    private void SkipTo(long offset)
    {
        if (!IsCompressed)
        {
            StartAt(offset);
            return;
        }
        while (_readTo < offset)
        {
            var got = _source.Read(_buffer, 0, (int)Math.Min(_buffer.Length, offset - _readTo));
            if (got == 0)
            {
                return;
            }
            _readTo += got;
        }
    }

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
        var got = _source.Read(_buffer, _end, _buffer.Length - _end);
        _readTo += got;
        _end += got;
        if (IsCompressed && _readTo > LongestFile)
        {
            throw new InvalidDataException("It unfolds to more than a journal's file holds.");
        }
        return got > 0;
    }

    private long StatedLength()
    {
        Span<byte> last = stackalloc byte[4];
        return _file.Length < 18 || RandomAccess.Read(_file.SafeFileHandle, last, _file.Length - 4) < 4
            ? 0
            : BinaryPrimitives.ReadUInt32LittleEndian(last);
    }
}
