using System.Buffers;
using System.Runtime.InteropServices;
using Headgate.Catalogue;
using Headgate.Mcp.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Headgate.Mcp.Door;

/// <summary>Reads the body of a request: JSON, whole, and not more than a message may have.</summary>
internal static class MessageBody
{
    /// <summary>The bytes, or why they are not read.</summary>
    public static async ValueTask<(ArraySegment<byte> Bytes, RpcFault? Fault)> ReadAsync(
        HttpRequest request,
        int limit,
        CancellationToken cancellation
    )
    {
        if (!IsJson(request))
        {
            return (
                default,
                new RpcFault(
                    Reason.UnsupportedMedia,
                    RpcFault.InvalidRequest,
                    "Send the message as Content-Type: application/json, uncompressed."
                )
            );
        }
        if (request.ContentLength > limit)
        {
            return (default, TooLarge(limit));
        }
        var bytes = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4096, limit) + 1);
        while (await request.Body.ReadAsync(bytes.GetMemory(), cancellation) is > 0 and var read)
        {
            bytes.Advance(read);
            if (bytes.WrittenCount > limit)
            {
                return (default, TooLarge(limit));
            }
        }
        // The writer's memory is an array; whoever reads the body again reads that.
        return MemoryMarshal.TryGetArray(bytes.WrittenMemory, out var segment) ? (segment, null) : (bytes.WrittenSpan.ToArray(), null);
    }

    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentType.Count == 1
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;

    private static RpcFault TooLarge(int limit) => new(Reason.TooLarge, RpcFault.InvalidRequest, $"A message has at most {limit} bytes.");
}
