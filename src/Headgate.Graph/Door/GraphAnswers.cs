using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Graph.Query;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.Graph.Door;

/// <summary>Answers as dbt's APIs in GraphQL write them.</summary>
internal static class GraphAnswers
{
    /// <summary>Writes JSON.</summary>
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> json, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = json.Length;
        await http.Response.BodyWriter.WriteAsync(json, http.RequestAborted);
    }

    /// <summary>Writes a refusal. What a caller may not read is an error in an answer of 200, as dbt has it; what keeps it from calling at all has a status.</summary>
    public static Task RefuseAsync(HttpContext http, GraphSurface surface, Refusal refusal, QueryFault? fault = null)
    {
        refusal = surface.Told(refusal);
        var headers = http.Response.Headers;
        if (refusal.Status == HttpStatusCode.Unauthorized)
        {
            headers.WWWAuthenticate = "Bearer";
        }
        if (refusal.RetryAfter is { } wait)
        {
            headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
        if (refusal.Status == HttpStatusCode.MethodNotAllowed)
        {
            headers.Allow = HttpMethods.Post;
        }
        if (refusal.ClosesConnection)
        {
            headers.Connection = "close";
        }
        var isDenied = fault is null && refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
        return WriteAsync(http, Errors(refusal, fault), isDenied ? StatusCodes.Status200OK : (int)refusal.Status);
    }

    /// <summary>Puts the answers for several things into one, in the order of the query.</summary>
    public static ReadOnlyMemory<byte> Merge(IReadOnlyList<ReadOnlyMemory<byte>> answers, IReadOnlyList<string> order)
    {
        if (answers.Count == 1)
        {
            return answers[0];
        }
        var parts = answers.Select(answer => JsonDocument.Parse(answer)).ToList();
        var bytes = new ArrayBufferWriter<byte>(answers.Sum(answer => answer.Length));
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            var errors = parts
                .Where(p => p.RootElement.TryGetProperty("errors", out _))
                .SelectMany(p => p.RootElement.GetProperty("errors").EnumerateArray())
                .ToList();
            if (errors.Count > 0)
            {
                json.WriteStartArray("errors");
                errors.ForEach(error => error.WriteTo(json));
                json.WriteEndArray();
            }
            var data = parts.Select(p => p.RootElement.TryGetProperty("data", out var value) ? value : default).ToList();
            if (data.TrueForAll(value => value.ValueKind == JsonValueKind.Object))
            {
                json.WriteStartObject("data");
                foreach (var key in order.Distinct(StringComparer.Ordinal))
                {
                    if (data.Find(value => value.TryGetProperty(key, out _)) is { ValueKind: JsonValueKind.Object } part)
                    {
                        json.WritePropertyName(key);
                        part.GetProperty(key).WriteTo(json);
                    }
                }
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("data");
            }
            json.WriteEndObject();
        }
        parts.ForEach(part => part.Dispose());
        return bytes.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Errors(Refusal refusal, QueryFault? fault)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteString("message", refusal.Message);
            if (fault is { Places.Count: > 0 })
            {
                json.WriteStartArray("locations");
                foreach (var place in fault.Places)
                {
                    json.WriteStartObject();
                    json.WriteNumber("line", place.Line);
                    json.WriteNumber("column", place.Column);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteStartObject("extensions");
            json.WriteString("code", fault?.Code ?? CodeOf(refusal));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteNull("data");
            json.WriteEndObject();
        }
        return bytes.WrittenMemory;
    }

    private static string CodeOf(Refusal refusal) =>
        refusal.Status switch
        {
            HttpStatusCode.Unauthorized => "UNAUTHENTICATED",
            HttpStatusCode.Forbidden => "FORBIDDEN",
            HttpStatusCode.NotFound => "NOT_FOUND",
            HttpStatusCode.TooManyRequests => "TOO_MANY_REQUESTS",
            >= HttpStatusCode.InternalServerError => "INTERNAL_SERVER_ERROR",
            _ => "BAD_REQUEST",
        };
}
