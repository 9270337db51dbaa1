namespace Headgate.Mcp.Foreign.Transport;

/// <summary>What a foreign server sends, up to a limit: of one line where lines are messages, else of all of it. Beyond it the reader gets an error, and nothing more is read.</summary>
/// <param name="inner">Where it comes from.</param>
/// <param name="limit">Most bytes.</param>
/// <param name="byLine">Whether each line has the limit for itself.</param>
/// <param name="notes">Gets told when it is too much.</param>
internal sealed class BoundedStream(Stream inner, int limit, bool byLine, ForeignNotes notes) : Stream
{
    /// <summary>Lines that are no answer are free of the limit, but not without end: so many limits of them between two questions.</summary>
    private const int Chatter = 8;

    private long _line;
    private long _sinceAsked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Something was asked: what comes now may be the answer.</summary>
    public void Asked() => Volatile.Write(ref _sinceAsked, 0);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Count(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> read)
    {
        _sinceAsked += read.Length;
        var end = byLine ? read.LastIndexOf((byte)'\n') : -1;
        // A line that ends in this piece counts with its beginning; the piece itself is far smaller than the limit.
        var isOver = _line + (end < 0 ? read.Length : end) > limit || (byLine && _sinceAsked > (long)limit * Chatter);
        _line = end < 0 ? _line + read.Length : read.Length - end - 1;
        if (isOver)
        {
            notes.TooLarge();
            throw new TooMuchException();
        }
    }
}
