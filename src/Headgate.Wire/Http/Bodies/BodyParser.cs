using System.Buffers;
using System.IO.Compression;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Headgate.Wire;

/// <summary>Reads a body once, within its limit, and parses it strictly.</summary>
internal static class BodyParser
{
    /// <summary>
    /// Reads the body of a request. JSON under a form's media type, which is what <c>curl -d</c> sends when it is told nothing, is read as JSON
    /// from people and their scripts. An agent's call must have one reading only, wherever it is read again: from an agent it is refused.
    /// </summary>
    public static async ValueTask<ParsedBody> ReadAsync(
        HttpRequest request,
        BodyForm form,
        CallerKind caller,
        int limit,
        CancellationToken cancellation
    )
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding)))
        {
            return BodyForms.Check(ParsedBody.Good(default), form);
        }
        if (request.ContentLength > limit)
        {
            return ParsedBody.Bad(Reason.TooLarge, TooLarge(limit));
        }
        var media = MediaKind(request.ContentType);
        if (media == Media.Other)
        {
            return ParsedBody.Bad(
                Reason.UnsupportedMedia,
                "The body must be application/json in UTF-8 (or application/x-www-form-urlencoded)."
            );
        }
        var coding = request.Headers.ContentEncoding.ToString();
        if (coding is not ("" or "identity" or "gzip"))
        {
            return ParsedBody.Bad(Reason.UnsupportedMedia, "The body's Content-Encoding is not served; send it plain or with gzip.");
        }
        byte[]? bytes;
        try
        {
            bytes = await ReadBytesAsync(request.Body, coding is "gzip", limit, cancellation);
        }
        catch (InvalidDataException)
        {
            return ParsedBody.Bad(Reason.BadJson, "The body is not gzip, though its Content-Encoding says so.");
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => ParsedBody.Bad(Reason.TooLarge, TooLarge(limit)),
                StatusCodes.Status408RequestTimeout => ParsedBody.Bad(Reason.BodyTimeout, "The body did not arrive in time."),
                _ => ParsedBody.Bad(Reason.Framing, "The body's framing is broken."),
            };
        }
        catch (IOException) when (!cancellation.IsCancellationRequested)
        {
            return ParsedBody.Bad(Reason.Framing, "The body's framing is broken.");
        }
        if (bytes is null)
        {
            return ParsedBody.Bad(Reason.TooLarge, TooLarge(limit));
        }
        var isForm = media == Media.Form && (caller == CallerKind.Agent || !LooksLikeJson(bytes));
        return BodyForms.Check(isForm ? FormBody.Parse(bytes) : JsonBody.Parse(bytes), form);
    }

    private static async ValueTask<byte[]?> ReadBytesAsync(Stream body, bool gzip, int limit, CancellationToken cancellation)
    {
        await using var unpacked = gzip ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : null;
        var source = unpacked ?? body;
        var buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            var length = 0;
            while (length <= limit)
            {
                var read = await source.ReadAsync(buffer.AsMemory(length, limit + 1 - length), cancellation);
                if (read == 0)
                {
                    return buffer[..length];
                }
                length += read;
            }
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    private static string TooLarge(int limit) => $"The body is larger than {limit} bytes.";

    private static Media MediaKind(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
        {
            return Media.Json;
        }
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return Media.Other;
        }
        if (type.Parameters.Count(p => p.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)) > 1)
        {
            // Two readers of the body could each take another.
            return Media.Other;
        }
        var charset = type.Charset.ToString().Trim('"');
        if (
            charset.Length > 0
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        )
        {
            return Media.Other;
        }
        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Media.Json;
        }
        return type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? Media.Form : Media.Other;
    }

    private enum Media
    {
        Json,
        Form,
        Other,
    }
}
