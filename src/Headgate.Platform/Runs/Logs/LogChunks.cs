using System.Buffers;
using System.Text;

namespace Headgate.Platform.Runs.Logs;

/// <summary>A log in pieces of whole lines, each of bounded length, also while the log grows.</summary>
internal sealed class LogChunks : IAsyncDisposable
{
    private const int Longest = 32 * 1024;

    private readonly Stream _log;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Longest);
    private int _filled;

    private LogChunks(Stream log, long offset) => (_log, Offset) = (log, offset);

    /// <summary>Bytes of the log before the next piece.</summary>
    public long Offset { get; private set; }

    /// <summary>Begins at a place; a compressed log is read up to it.</summary>
    public static async Task<LogChunks> FromAsync(Stream log, long offset, CancellationToken cancellation)
    {
        var chunks = new LogChunks(log, offset);
        if (log.CanSeek)
        {
            log.Position = offset;
            return chunks;
        }
        for (var left = offset; left > 0; )
        {
            var read = await log.ReadAsync(chunks._buffer.AsMemory(0, (int)Math.Min(left, chunks._buffer.Length)), cancellation);
            if (read == 0)
            {
                break;
            }
            left -= read;
        }
        return chunks;
    }

    /// <summary>The next lines, without the end of the last one; null where there are none yet. A line that is longer than a piece comes in several.</summary>
    /// <param name="isWhole">Whether nothing comes after what is there, so that a last line without an end is one too.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<string?> NextAsync(bool isWhole, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await _log.ReadAsync(_buffer.AsMemory(_filled), cancellation);
            _filled += read;
            var lines = _buffer.AsSpan(0, _filled).LastIndexOf((byte)'\n') + 1;
            if (lines > 0)
            {
                return Take(lines);
            }
            if (_filled == _buffer.Length)
            {
                return Take(WholeCharacters());
            }
            if (read == 0)
            {
                return isWhole && _filled > 0 ? Take(_filled) : null;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        return _log.DisposeAsync();
    }

    private string Take(int bytes)
    {
        var text = Encoding.UTF8.GetString(_buffer, 0, bytes);
        _buffer.AsSpan(bytes, _filled - bytes).CopyTo(_buffer);
        _filled -= bytes;
        Offset += bytes;
        return text.EndsWith('\n') ? text[..^1] : text;
    }

    /// <summary>What is there without a character that is there in part.</summary>
    private int WholeCharacters()
    {
        var end = _filled - 1;
        while (end > _filled - 4 && (_buffer[end] & 0xC0) == 0x80)
        {
            end--;
        }
        return (_buffer[end] & 0x80) == 0 ? _filled : end;
    }
}
