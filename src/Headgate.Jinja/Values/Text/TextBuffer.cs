using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;

namespace Headgate.Jinja.Values.Text;

/// <summary>
/// Growing buffer of characters that output is written to. Captured parts (macros, set blocks) use the same buffer: they remember
/// <see cref="Length"/>, write, take the text and cut it off again.
/// </summary>
internal sealed class TextBuffer : IDisposable
{
    private char[] _chars;
    private int _length;
    private int _capacity;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="maxLength">Characters that it may hold; more is a LimitExceeded error.</param>
    /// <param name="expectedLength">Characters that it will probably hold.</param>
    public TextBuffer(long maxLength = int.MaxValue, int expectedLength = 0)
    {
        MaxLength = Math.Min(maxLength, Array.MaxLength);
        _chars = ArrayPool<char>.Shared.Rent(Math.Max(1024, expectedLength));
        _capacity = (int)Math.Min(_chars.Length, MaxLength);
    }

    /// <summary>Characters written.</summary>
    public int Length => _length;

    /// <summary>Characters that it may hold.</summary>
    public long MaxLength { get; }

    /// <summary>Appends one character (a UTF-16 unit).</summary>
    /// <param name="value">The character.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(char value)
    {
        if (_length < _capacity)
        {
            _chars[_length++] = value;
            return;
        }
        Grow(1);
        _chars[_length++] = value;
    }

    /// <summary>Appends text.</summary>
    /// <param name="value">The text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(string value)
    {
        Ensure(value.Length);
        ShortText.Copy(value, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chars), _length));
        _length += value.Length;
    }

    /// <summary>Appends text.</summary>
    /// <param name="value">The text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<char> value)
    {
        Ensure(value.Length);
        value.CopyTo(_chars.AsSpan(_length));
        _length += value.Length;
    }

    /// <summary>Appends one character many times.</summary>
    /// <param name="value">The character.</param>
    /// <param name="count">How many times.</param>
    public void Append(char value, int count) => Take(count).Fill(value);

    /// <summary>Appends an integer in decimal.</summary>
    /// <param name="value">The number.</param>
    public void Append(long value)
    {
        // Small numbers (counters, ids of rows) are most of what templates print.
        if ((ulong)value < ShortText.NumberLimit && _capacity - _length >= ShortText.MaxDigits)
        {
            _length += ShortText.Format((uint)value, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chars), _length));
            return;
        }
        if (value.TryFormat(_chars.AsSpan(_length, _capacity - _length), out var written, provider: CultureInfo.InvariantCulture))
        {
            _length += written;
            return;
        }
        Append(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Gives room for characters that the caller fills in.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The room, already counted as written.</returns>
    public Span<char> Take(int count)
    {
        Ensure(count);
        var room = _chars.AsSpan(_length, count);
        _length += count;
        return room;
    }

    /// <summary>The room that is there without growing, for a <see cref="TextCursor"/>.</summary>
    public Span<char> Room => _chars.AsSpan(_length, _capacity - _length);

    /// <summary>Counts what a cursor has written into <see cref="Room"/>.</summary>
    /// <param name="left">Characters of the room that it has left.</param>
    public void Filled(int left) => _length = _capacity - left;

    /// <summary>Makes room.</summary>
    /// <param name="count">Characters, at least.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure(int count)
    {
        if (count > _capacity - _length)
        {
            Grow(count);
        }
    }

    /// <summary>The text from a place to the end.</summary>
    /// <param name="start">Offset of its first character.</param>
    /// <returns>A view that is valid until the next write.</returns>
    public ReadOnlySpan<char> From(int start) => _chars.AsSpan(start, _length - start);

    /// <summary>Takes the text from a place to the end and cuts it off.</summary>
    /// <param name="start">Offset of its first character.</param>
    /// <returns>The text.</returns>
    public string Cut(int start)
    {
        var text = _length == start ? string.Empty : new string(_chars, start, _length - start);
        _length = start;
        return text;
    }

    /// <summary>Forgets everything after a place.</summary>
    /// <param name="length">The new length.</param>
    public void Truncate(int length) => _length = length;

    /// <inheritdoc/>
    public override string ToString() => new(_chars, 0, _length);

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose()
    {
        var chars = _chars;
        _chars = [];
        _length = 0;
        _capacity = 0;
        if (chars.Length > 0)
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more)
    {
        var needed = (long)_length + more;
        if (needed > MaxLength)
        {
            throw new JinjaException(JinjaErrorKind.LimitExceeded, $"the output is longer than the limit of {MaxLength} characters");
        }
        var size = (int)Math.Min(Math.Max(needed, _chars.Length * 2L), Array.MaxLength);
        var larger = ArrayPool<char>.Shared.Rent(size);
        _chars.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
        _capacity = (int)Math.Min(larger.Length, MaxLength);
    }
}
