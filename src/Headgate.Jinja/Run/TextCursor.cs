using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run;

/// <summary>
/// Writes to a <see cref="TextBuffer"/> in one go: where it is stays in registers, and the buffer learns of it with <see cref="Flush"/>, which
/// has to come before anybody else writes to the buffer or reads it.
/// </summary>
/// <param name="buffer">The buffer.</param>
internal ref struct TextCursor(TextBuffer buffer)
{
    private readonly TextBuffer _buffer = buffer;
    private Span<char> _room = buffer.Room;

    /// <summary>Appends text.</summary>
    /// <param name="value">The text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(string value)
    {
        if (value.Length > _room.Length)
        {
            Grow(value.Length);
        }
        ShortText.Copy(value, ref MemoryMarshal.GetReference(_room));
        Skip(value.Length);
    }

    /// <summary>Appends an integer in decimal.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(long value)
    {
        if ((ulong)value < ShortText.NumberLimit && _room.Length >= ShortText.MaxDigits)
        {
            Skip(ShortText.Format((uint)value, ref MemoryMarshal.GetReference(_room)));
            return;
        }
        Append(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Tells the buffer what was written.</summary>
    public readonly void Flush() => _buffer.Filled(_room.Length);

    /// <summary>Goes on after others have written to the buffer.</summary>
    public void Resume() => _room = _buffer.Room;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Skip(int count) =>
        _room = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_room), count), _room.Length - count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        Flush();
        _buffer.Ensure(count);
        Resume();
    }
}
