using System.Globalization;
using System.Text.Json;
using Headgate.WebConsole.Calls;
using Headgate.WebConsole.Words;
using Microsoft.AspNetCore.Http;

namespace Headgate.WebConsole.Doors;

/// <summary>A whole lineage with its places, for the canvas: a page of thousands of nodes would weigh megabytes as markup.</summary>
internal static class LineageDoor
{
    /// <summary>More are searched by name, and drawn around one.</summary>
    public const int Most = 5000;

    private const int MostSteps = 20;

    /// <summary>The lineage that a page shows as a file of its own.</summary>
    public static async Task SaveAsync(HttpContext http, ConsoleCalls calls)
    {
        var query = http.Request.Query;
        var reply = await AskAsync(http, calls);
        if (reply.Data is not { } all)
        {
            http.Response.StatusCode = reply.Fault?.Status is >= 400 and var status ? status : StatusCodes.Status404NotFound;
            return;
        }
        _ = int.TryParse(query["steps"], NumberStyles.None, CultureInfo.InvariantCulture, out var steps);
        var shown =
            query["node"].ToString() is { Length: > 0 } focus && all.Any(n => n.Id == focus)
                ? LineageLayout.Around(all, focus, Math.Clamp(steps, 1, MostSteps))
                : all;
        http.Response.ContentType = "image/svg+xml; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"lineage.svg\"";
        using var file = new MemoryStream();
        LineageSvg.Write(file, LineageLayout.Of([.. shown.Take(Most)]));
        file.Position = 0;
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static Task<Reply<IReadOnlyList<LineageNode>>> AskAsync(HttpContext http, ConsoleCalls calls)
    {
        var query = http.Request.Query;
        _ = long.TryParse(query["env"], NumberStyles.None, CultureInfo.InvariantCulture, out var environment);
        return calls.LineageAsync(environment, query["select"].ToString() is { Length: > 0 } select ? select : null);
    }

    /// <summary>Writes <c>{nodes: [[id, name, kind, column, row, run, tests]], edges: [[from, to]]}</c>.</summary>
    public static async Task SendAsync(HttpContext http, ConsoleCalls calls)
    {
        var reply = await AskAsync(http, calls);
        if (reply.Data is not { } all)
        {
            http.Response.StatusCode = reply.Fault?.Status is >= 400 and var status ? status : StatusCodes.Status404NotFound;
            return;
        }
        var layout = LineageLayout.Of([.. all.Take(Most)]);
        var numbers = layout
            .Nodes.Select((placed, index) => (placed.Node.Id, index))
            .ToDictionary(n => n.Id, n => n.index, StringComparer.Ordinal);
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("nodes");
        foreach (var placed in layout.Nodes)
        {
            json.WriteStartArray();
            json.WriteStringValue(placed.Node.Id);
            json.WriteStringValue(placed.Node.Name);
            json.WriteStringValue(placed.Node.Kind);
            json.WriteNumberValue(placed.Column);
            json.WriteNumberValue(placed.Row);
            json.WriteStringValue(placed.Node.Run);
            json.WriteStringValue(placed.Node.Tests);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var (from, to) in layout.Edges)
        {
            json.WriteStartArray();
            json.WriteNumberValue(numbers[from.Node.Id]);
            json.WriteNumberValue(numbers[to.Node.Id]);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
