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

    /// <summary>Writes <c>{nodes: [[id, name, kind, column, row, run, tests]], edges: [[from, to]]}</c>.</summary>
    public static async Task SendAsync(HttpContext http, ConsoleCalls calls)
    {
        var query = http.Request.Query;
        _ = long.TryParse(query["env"], NumberStyles.None, CultureInfo.InvariantCulture, out var environment);
        var reply = await calls.LineageAsync(environment, query["select"].ToString() is { Length: > 0 } select ? select : null);
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
