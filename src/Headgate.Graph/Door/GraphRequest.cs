using System.Buffers;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.Graph.Door;

/// <summary>The body of a request of GraphQL over HTTP: one query, its variables, and which of its operations is meant.</summary>
internal sealed record GraphRequest(string Query, JsonElement Variables, string? OperationName)
{
    /// <summary>A query with every character escaped, and room for its variables.</summary>
    private const int MostBytes = 512 * 1024;

    private static readonly string[] Known = ["query", "variables", "operationName", "extensions"];

    /// <summary>Reads it, or says what is wrong with it.</summary>
    public static async ValueTask<(GraphRequest? Request, Refusal? Refusal)> ReadAsync(HttpRequest http, CancellationToken cancellation)
    {
        if (http.ContentType?.Split(';')[0].Trim() is not { } type || !type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return (null, Bad(Reason.UnsupportedMedia, "Send the query as application/json."));
        }
        var bytes = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await http.Body.ReadAsync(bytes.GetMemory(4096), cancellation);
            if (read == 0)
            {
                break;
            }
            bytes.Advance(read);
            if (bytes.WrittenCount > MostBytes)
            {
                return (null, Bad(Reason.TooLarge, $"The request is larger than {MostBytes} bytes."));
            }
        }
        var body = JsonBody.Parse(bytes.WrittenMemory);
        return body.Refusal is { } reason ? (null, Bad(reason, body.Message)) : Of(body.Element);
    }

    private static (GraphRequest? Request, Refusal? Refusal) Of(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return (null, Bad(Reason.BadArgument, "Send one query in a request: lists of queries are not taken."));
        }
        if (json.ValueKind != JsonValueKind.Object || Text(json, "query") is not { } query)
        {
            return (null, Bad(Reason.BadJson, "A JSON object with the text \"query\" is required."));
        }
        if (json.EnumerateObject().Select(p => p.Name).FirstOrDefault(name => !Known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            return (
                null,
                Bad(
                    Reason.BadArgument,
                    $"The request has no \"{(unknown.Length > 40 ? unknown[..40] : unknown)}\"; it has query, variables and operationName."
                )
            );
        }
        var variables = json.TryGetProperty("variables", out var sent) && sent.ValueKind != JsonValueKind.Null ? sent : default;
        return variables.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object
            ? query.Length > QueryLimits.Characters
                ? (null, Bad(Reason.TooLarge, $"The query is longer than {QueryLimits.Characters} characters."))
                : (new GraphRequest(query, variables, Text(json, "operationName")), null)
            : (null, Bad(Reason.BadArgument, "\"variables\" must be an object."));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Refusal Bad(Reason reason, string? message) =>
        new(reason, reason.Status(), message ?? "The request was not understood.")
        {
            ClosesConnection = reason is Reason.TooLarge or Reason.UnsupportedMedia,
        };
}
