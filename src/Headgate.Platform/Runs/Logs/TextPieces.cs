namespace Headgate.Platform.Runs.Logs;

/// <summary>A text in pieces of bounded length; what was not taken of one comes again at the beginning of the next.</summary>
/// <param name="reader">The text.</param>
/// <param name="left">Most characters that are left untaken while more may come.</param>
internal sealed class TextPieces(TextReader reader, int left)
{
    private readonly char[] _buffer = new char[Math.Max(64 * 1024, left * 4)];
    private int _from;
    private int _to;

    /// <summary>What is there and was not taken.</summary>
    public ReadOnlyMemory<char> Text => _buffer.AsMemory(_from, _to - _from);

    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Makes sure that there is more than what may be left, or all that is left; false at the end.</summary>
    public async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (!IsLast && _to - _from <= left)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
            var read = await reader.ReadBlockAsync(_buffer.AsMemory(_to), cancellation);
            _to += read;
            IsLast = _to < _buffer.Length;
        }
        return _to > _from;
    }

    /// <summary>Takes characters away from the beginning.</summary>
    public void Take(int characters) => _from += Math.Max(0, characters);
}
