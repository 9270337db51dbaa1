using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.Columns;
using Headgate.Metadata.Graph;
using Headgate.Metadata.Graph.Fields;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Comparing;

/// <summary>What is compared of a node.</summary>
/// <param name="Code">Its code, as it is written.</param>
/// <param name="Seen">The columns of its table, as the warehouse told them; empty where it was not asked.</param>
/// <param name="Bound">The columns of its query, as they were found out; empty where they are not known.</param>
/// <param name="Rows">Rows of its table, as the warehouse counted them; null where it did not.</param>
/// <param name="Written">Rows that its last execution wrote; null where the warehouse did not tell.</param>
internal sealed record ComparedNode(string? Code, IReadOnlyList<string> Seen, IReadOnlyList<string> Bound, long? Rows, long? Written)
{
    /// <summary>Reads it.</summary>
    public static async ValueTask<ComparedNode> OfAsync(ViewNode node, NodeTexts texts, ColumnGraph columns, CancellationToken cancellation)
    {
        var (body, table) = (await texts.BodyAsync(node, cancellation), await texts.CatalogAsync(node, cancellation));
        return new(
            body.Text("raw_code", ArtifactLimits.Entry) ?? body.Text("raw_sql", ArtifactLimits.Entry),
            Columns(table),
            [.. columns.Query(node.Id)?.Columns.Select(column => Column(column.Name, column.Type)) ?? []],
            CatalogFields.RowCount(table),
            node.Execution?.Rows
        );
    }

    private static IReadOnlyList<string> Columns(JsonElement table) =>
        table.At("columns") is { ValueKind: JsonValueKind.Object } columns
            ?
            [
                .. columns
                    .EnumerateObject()
                    .OrderBy(column => column.Value.At("index").Whole() ?? long.MaxValue)
                    .Select(column => Column(column.Value.Text("name") ?? column.Name, column.Value.Text("type"))),
            ]
            : [];

    /// <summary>Warehouses write names and types in either case.</summary>
    private static string Column(string name, string? type) => $"{name} {type}".Trim().ToLowerInvariant();
}
