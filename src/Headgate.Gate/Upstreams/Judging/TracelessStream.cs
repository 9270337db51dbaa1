using System.Text;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>
/// A file on its way through: a token in it is covered, byte for byte, so that its length stays what its head has said. It holds one piece at a time, is cut at a limit, and
/// ends where it stands still for too long.
/// </summary>
internal sealed class TracelessStream(
    Stream source,
    TokenTraces traces,
    long limit,
    TimeSpan idle,
    TimeProvider time,
    IAsyncDisposable held
) : Stream
{
    private const int Piece = 64 * 1024;

    private readonly byte[] _buffer = new byte[Piece + traces.Longest];
    private readonly char[] _text = new char[Piece + traces.Longest];
    private int _start;
    private int _ready;
    private int _end;
    private long _total;
    private bool _isAtEnd;

    /// <summary>Whether something was covered.</summary>
    public bool Covered { get; private set; }

    /// <summary>Whether it was longer than is passed on.</summary>
    public bool IsTooLarge { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_start == _ready && !_isAtEnd)
        {
            await FillAsync(cancellationToken);
        }
        var count = Math.Min(buffer.Length, _ready - _start);
        _buffer.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await held.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        _buffer.AsSpan(_ready, _end - _ready).CopyTo(_buffer);
        (_end, _start, _ready) = (_end - _ready, 0, 0);
        var read = await ReadSourceAsync(_buffer.AsMemory(_end), cancellation);
        _total += read;
        _end += read;
        if (_total > limit)
        {
            IsTooLarge = true;
            throw new IOException("The file is larger than the gate passes on.");
        }
        _isAtEnd = read == 0;
        Cover();
        // What could be the beginning of a token waits for what follows it.
        _ready = _isAtEnd ? _end : Math.Max(0, _end - traces.Longest + 1);
    }

    private async Task<int> ReadSourceAsync(Memory<byte> into, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(idle, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return await source.ReadAsync(into, both.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException("The file stood still for too long.", e);
        }
    }

    private void Cover()
    {
        Encoding.Latin1.GetChars(_buffer, 0, _end, _text, 0);
        var at = 0;
        while (traces.FindIn(_text.AsSpan(at, _end - at)) is { At: >= 0 } found)
        {
            if (!_isAtEnd && at + found.At > _end - traces.Longest)
            {
                // This may be the beginning of more, which would not be recognised any more once it is covered: it waits, and is looked at again.
                return;
            }
            _buffer.AsSpan(at + found.At, found.Length).Fill((byte)'*');
            at += found.At + found.Length;
            Covered = true;
        }
    }
}
