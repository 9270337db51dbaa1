using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Headgate.WebConsole.Doors;

/// <summary>The console's own style and scripts, which lie in the program.</summary>
internal static class ConsoleAssets
{
    private static readonly FrozenDictionary<string, Lazy<(byte[] Plain, byte[] Packed, string Tag, string Type)>> Files = Assembly
        .GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith("console/", StringComparison.Ordinal))
        .ToFrozenDictionary(
            name => "/" + name,
            name => new Lazy<(byte[], byte[], string, string)>(() => Load(name)),
            StringComparer.Ordinal
        );

    /// <summary>Answers a request for one of them; false for any other address.</summary>
    public static async ValueTask<bool> TryServeAsync(HttpContext http)
    {
        if (!Files.TryGetValue(http.Request.Path.Value ?? "", out var made))
        {
            return false;
        }
        var (file, headers) = (made.Value, http.Response.Headers);
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }
        var packed = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packed)
        {
            headers.ContentEncoding = "gzip";
        }
        var bytes = packed ? file.Packed : file.Plain;
        http.Response.ContentType = file.Type;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        return true;
    }

    private static (byte[] Plain, byte[] Packed, string Tag, string Type) Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var plain = new byte[stream.Length];
        stream.ReadExactly(plain);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain))[..16]}\"";
        return (
            plain,
            packed.ToArray(),
            tag,
            name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
        );
    }
}
