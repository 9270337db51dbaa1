using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headgate.Jinja.Values.Text;

/// <summary>Writes what templates print most, short texts and small numbers, where the caller has made room.</summary>
internal static class ShortText
{
    /// <summary>The first number that <see cref="Format"/> does not take.</summary>
    public const uint NumberLimit = 10_000;

    /// <summary>Characters that a number below <see cref="NumberLimit"/> takes at most.</summary>
    public const int MaxDigits = 4;

    /// <summary>"00" to "99", each pair of characters as it lies in memory.</summary>
    private static readonly uint[] Pairs = MemoryMarshal
        .Cast<char, uint>(string.Concat(Enumerable.Range(0, 100).Select(n => n.ToString("00", CultureInfo.InvariantCulture))))
        .ToArray();

    /// <summary>Copies a text of any length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="to">Where it goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(string text, ref char to)
    {
        var length = text.Length;
        ref var source = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan()));
        ref var target = ref Unsafe.As<char, byte>(ref to);
        // Most pieces are short: two copies that overlap are quicker than a call.
        if (length is >= 4 and <= 8)
        {
            Unsafe.WriteUnaligned(ref target, Unsafe.ReadUnaligned<ulong>(ref source));
            var last = (nuint)(2 * length) - sizeof(ulong);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, last), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, last)));
        }
        else if (length is > 8 and <= 16)
        {
            Unsafe.WriteUnaligned(ref target, Unsafe.ReadUnaligned<Vector128<byte>>(ref source));
            var last = (nuint)(2 * length) - 16;
            Unsafe.WriteUnaligned(
                ref Unsafe.Add(ref target, last),
                Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref source, last))
            );
        }
        else if (length is > 0 and < 4)
        {
            to = text[0];
            Unsafe.Add(ref to, length >> 1) = text[length >> 1];
            Unsafe.Add(ref to, length - 1) = text[length - 1];
        }
        else
        {
            text.CopyTo(MemoryMarshal.CreateSpan(ref to, length));
        }
    }

    /// <summary>Writes a number below <see cref="NumberLimit"/>.</summary>
    /// <param name="number">The number.</param>
    /// <param name="to">Where it goes; there is room for <see cref="MaxDigits"/> characters.</param>
    /// <returns>How many characters it takes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Format(uint number, ref char to)
    {
        if (number < 10)
        {
            to = (char)('0' + number);
            return 1;
        }
        if (number < 100)
        {
            WritePair(number, ref to);
            return 2;
        }
        var hundreds = number / 100;
        var rest = number - (hundreds * 100);
        if (hundreds < 10)
        {
            to = (char)('0' + hundreds);
            WritePair(rest, ref Unsafe.Add(ref to, 1));
            return 3;
        }
        WritePair(hundreds, ref to);
        WritePair(rest, ref Unsafe.Add(ref to, 2));
        return 4;
    }

    private static void WritePair(uint number, ref char to) => Unsafe.WriteUnaligned(ref Unsafe.As<char, byte>(ref to), Pairs[number]);
}
