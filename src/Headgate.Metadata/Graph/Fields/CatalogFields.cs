using System.Text.Json;
using Headgate.Metadata.Artifacts;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Fields about what the warehouse says of a node's table, with what the project says of its columns.</summary>
internal static class CatalogFields
{
    private static readonly string[] RowCounts = ["num_rows", "row_count", "rows"];
    private static readonly string[] ByteCounts = ["num_bytes", "bytes", "size"];

    /// <summary><c>catalog</c>; null where the warehouse was never asked.</summary>
    public static async ValueTask<object?> CatalogAsync(GraphNode node, GraphCall call, CancellationToken cancellation)
    {
        if (node.Node.CatalogFrom is not { } from)
        {
            return null;
        }
        var table = await call.Texts.CatalogAsync(node.Node, cancellation);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["uniqueId"] = node.Node.Id,
            ["environmentId"] = node.In.Place.EnvironmentId,
            ["jobDefinitionId"] = from.JobId,
            ["runId"] = from.RunId,
            ["runGeneratedAt"] = from.At,
            ["type"] = table.At("metadata").Text("type"),
            ["owner"] = table.At("metadata").Text("owner"),
            ["comment"] = table.At("metadata").Text("comment", ArtifactLimits.Entry),
            ["stats"] = Stats(table),
            ["rowCountStat"] = Stat(table, RowCounts),
            ["bytesStat"] = Stat(table, ByteCounts),
            ["columns"] = Columns(table, await call.Texts.BodyAsync(node.Node, cancellation)),
        };
    }

    /// <summary>The same in the fields of a node as one run left it.</summary>
    public static async ValueTask<object?> OfRunAsync(string field, GraphNode node, GraphCall call, CancellationToken cancellation)
    {
        var table = await call.Texts.CatalogAsync(node.Node, cancellation);
        return field switch
        {
            "columns" => Columns(table, await call.Texts.BodyAsync(node.Node, cancellation)),
            "stats" => Stats(table),
            _ => table.At("metadata").Text(field, ArtifactLimits.Entry),
        };
    }

    /// <summary>Rows that the warehouse counted; null where it did not.</summary>
    public static long? RowCount(JsonElement table) => Stat(table, RowCounts);

    private static List<JsonElement> Stats(JsonElement table) =>
        table.At("stats") is { ValueKind: JsonValueKind.Object } stats ? [.. stats.EnumerateObject().Select(stat => stat.Value)] : [];

    private static long? Stat(JsonElement table, string[] names) =>
        names.Select(name => table.At("stats", name).At("value").Whole()).FirstOrDefault(value => value is not null);

    /// <summary>The warehouse's columns in its order; without it those that the project describes.</summary>
    private static List<object> Columns(JsonElement table, JsonElement body)
    {
        var (seen, said) = (table.At("columns"), body.At("columns"));
        var described =
            said.ValueKind == JsonValueKind.Object
                ? said.EnumerateObject()
                    .DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(c => c.Name, c => c.Value, StringComparer.OrdinalIgnoreCase)
                : [];
        return seen.ValueKind == JsonValueKind.Object
            ?
            [
                .. seen.EnumerateObject()
                    .OrderBy(c => c.Value.At("index").Whole() ?? long.MaxValue)
                    .Select(c => Column(c.Value.Text("name") ?? c.Name, c.Value, described.GetValueOrDefault(c.Name))),
            ]
            : [.. described.Select(c => Column(c.Key, default, c.Value))];
    }

    private static Dictionary<string, object?> Column(string name, JsonElement seen, JsonElement said) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["index"] = (int?)seen.At("index").Whole(),
            ["type"] = seen.Text("type") ?? said.Text("data_type"),
            ["comment"] = seen.Text("comment", ArtifactLimits.Entry),
            ["description"] = said.Text("description", ArtifactLimits.Entry),
            ["meta"] = said.At("meta") is { ValueKind: JsonValueKind.Object } meta ? meta : null,
            ["tags"] = said.At("tags").Texts(),
        };
}
