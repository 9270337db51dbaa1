using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Platform.Guide;

/// <summary>A file of the guide, ready to be sent.</summary>
internal sealed record GuideFile
{
    /// <summary>Its bytes.</summary>
    public required byte[] Plain { get; init; }

    /// <summary>Its bytes, compressed with gzip.</summary>
    public required byte[] Packed { get; init; }

    /// <summary>Its media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Names its content, in quotes, as the header ETag wants it.</summary>
    public required string Tag { get; init; }

    /// <summary>A file of a text.</summary>
    public static GuideFile Of(string text, string contentType) => Of(Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>A file of bytes.</summary>
    public static GuideFile Of(byte[] bytes, string contentType)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }
        return new GuideFile
        {
            Plain = bytes,
            Packed = packed.ToArray(),
            ContentType = contentType,
            Tag = "\"" + Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12)) + "\"",
        };
    }
}
