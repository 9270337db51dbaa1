using System.Buffers.Binary;
using System.Text;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>Compares names of fields with their bytes as JSON has them. Declared names are ASCII, so that a byte is a character.</summary>
internal sealed class FieldNameComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static FieldNameComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string obj) => GetHashCode(Encoding.UTF8.GetBytes(obj));

    public bool Equals(ReadOnlySpan<byte> alternate, string other) => Ascii.Equals(alternate, other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        // Length, beginning and end tell almost all names of a thing apart.
        var (first, last) =
            alternate.Length >= sizeof(ulong)
                ? (BinaryPrimitives.ReadUInt64LittleEndian(alternate), BinaryPrimitives.ReadUInt64LittleEndian(alternate[^sizeof(ulong)..]))
                : (Short(alternate), 0UL);
        return HashCode.Combine(alternate.Length, first, last);
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);

    private static ulong Short(ReadOnlySpan<byte> name)
    {
        var value = 0UL;
        foreach (var letter in name)
        {
            value = (value << 8) | letter;
        }
        return value;
    }
}
