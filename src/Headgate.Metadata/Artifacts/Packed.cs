using System.IO.Compression;
using System.Text;

namespace Headgate.Metadata.Artifacts;

/// <summary>Texts as they are kept: compressed, with their length in front.</summary>
internal static class Packed
{
    private const int Quality = 1;
    private const int Window = 18;

    /// <summary>Compresses.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> text)
    {
        var packed = new byte[4 + BrotliEncoder.GetMaxCompressedLength(text.Length)];
        if (!BrotliEncoder.TryCompress(text, packed.AsSpan(4), out var written, Quality, Window))
        {
            throw new InvalidOperationException("A text could not be compressed.");
        }
        BitConverter.TryWriteBytes(packed, text.Length);
        return packed[..(4 + written)];
    }

    /// <summary>Compresses.</summary>
    public static byte[] Pack(string text) => Pack(Encoding.UTF8.GetBytes(text));

    /// <summary>The text again.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        var text = new byte[BitConverter.ToInt32(packed)];
        return BrotliDecoder.TryDecompress(packed[4..], text, out var written) && written == text.Length
            ? text
            : throw new InvalidOperationException("A kept text is damaged.");
    }

    /// <summary>The text again.</summary>
    public static string Text(ReadOnlySpan<byte> packed) => Encoding.UTF8.GetString(Unpack(packed));
}
