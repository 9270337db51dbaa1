using System.Buffers.Text;
using System.Security.Cryptography;

namespace Headgate.Gate.Journal;

/// <summary>
/// The frame of a line: <c>{"seq":1,"time":"…","mono":1, … ,"prev":"64 hex","hash":"64 hex"}</c>.
/// The hash covers every byte of the line before <c>,"hash"</c>, and with <c>prev</c> the line before.
/// </summary>
internal static class JournalLine
{
    /// <summary>Hexadecimal digits of a SHA-256.</summary>
    public const int HashLength = 64;

    /// <summary>What stands before the number of a record.</summary>
    public static ReadOnlySpan<byte> Head => "{\"seq\":"u8;

    /// <summary>What stands before the hash of the line before.</summary>
    public static ReadOnlySpan<byte> Previous => ",\"prev\":\""u8;

    /// <summary>What stands before the hash of the line itself.</summary>
    public static ReadOnlySpan<byte> Own => ",\"hash\":\""u8;

    /// <summary>The end of a line without its line feed.</summary>
    public static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>The hash that the very first record names as the one before it.</summary>
    public static string Genesis { get; } = new('0', HashLength);

    private static int TailLength => Previous.Length + HashLength + 1 + Own.Length + HashLength + End.Length;

    /// <summary>Takes a line (without line feed) apart; false where it has not the frame of a record.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out long sequence, out ReadOnlySpan<byte> previous, out ReadOnlySpan<byte> hash)
    {
        sequence = 0;
        previous = hash = default;
        if (line.Length < Head.Length + TailLength || !line.StartsWith(Head) || !line.EndsWith(End))
        {
            return false;
        }
        if (!Utf8Parser.TryParse(line[Head.Length..], out sequence, out var digits) || line[Head.Length + digits] != (byte)',')
        {
            return false;
        }
        var tail = line[^TailLength..];
        var own = tail[(Previous.Length + HashLength + 1)..];
        if (!tail.StartsWith(Previous) || tail[Previous.Length + HashLength] != (byte)'"' || !own.StartsWith(Own))
        {
            return false;
        }
        previous = tail.Slice(Previous.Length, HashLength);
        hash = own.Slice(Own.Length, HashLength);
        return true;
    }

    /// <summary>Whether a line's own hash is the hash of its bytes.</summary>
    public static bool HashFits(ReadOnlySpan<byte> line, ReadOnlySpan<byte> hash)
    {
        Span<byte> hex = stackalloc byte[HashLength];
        WriteHash(line[..^(Own.Length + HashLength + End.Length)], hex);
        return hex.SequenceEqual(hash);
    }

    /// <summary>Writes the SHA-256 of the bytes as lower-case hexadecimal digits.</summary>
    public static void WriteHash(ReadOnlySpan<byte> bytes, Span<byte> hex)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
    }
}
