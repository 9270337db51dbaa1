using System.Buffers;
using System.IO.Pipelines;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>Recognises files that are packed: what stands in them is not seen on the way through, so that they are not passed on.</summary>
internal static class PackedFiles
{
    /// <summary>How gzip, zip, zstandard, bzip2, xz, LZ4 and 7-Zip begin.</summary>
    private static readonly byte[][] Beginnings =
    [
        [0x1f, 0x8b],
        "PK\u0003\u0004"u8.ToArray(),
        [0x28, 0xb5, 0x2f, 0xfd],
        "BZh"u8.ToArray(),
        [0xfd, 0x37, 0x7a, 0x58, 0x5a],
        [0x04, 0x22, 0x4d, 0x18],
        [0x37, 0x7a, 0xbc, 0xaf],
    ];

    private static readonly int Longest = Beginnings.Max(beginning => beginning.Length);

    /// <summary>The file, to be read from its beginning; null where it is packed.</summary>
    public static async Task<Stream?> OpenAsync(Stream file, CancellationToken cancellation)
    {
        var reader = PipeReader.Create(file);
        var read = await reader.ReadAtLeastAsync(Longest, cancellation);
        var head = new byte[Math.Min(read.Buffer.Length, Longest)];
        read.Buffer.Slice(0, head.Length).CopyTo(head);
        // Nothing has been taken: whoever reads on begins at the beginning.
        reader.AdvanceTo(read.Buffer.Start);
        return Array.Exists(Beginnings, beginning => head.AsSpan().StartsWith(beginning)) ? null : reader.AsStream();
    }
}
