using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Columns.Keeping;

/// <summary>Columns of tables, as artifacts tell of them.</summary>
internal static class KnownColumns
{
    private const int Most = 5_000;

    /// <summary>What dbt adds to the columns of a snapshot's query.</summary>
    public static IReadOnlyList<TableColumn> OfSnapshots { get; } =
    [
        new("dbt_scd_id", "varchar"),
        new("dbt_updated_at", "timestamp"),
        new("dbt_valid_from", "timestamp"),
        new("dbt_valid_to", "timestamp"),
        new("dbt_is_deleted", "varchar"),
    ];

    /// <summary>What the warehouse says, in its order.</summary>
    public static IReadOnlyList<TableColumn> OfCatalog(byte[] packed) => Read(packed, "type", "index");

    /// <summary>What the project says.</summary>
    public static IReadOnlyList<TableColumn> OfManifest(byte[] packed) => Read(packed, "data_type", index: null);

    private static List<TableColumn> Read(byte[] packed, string type, string? index)
    {
        using var json = JsonDocument.Parse(Packed.Unpack(packed), new JsonDocumentOptions { MaxDepth = 256 });
        var columns = json.RootElement.At("columns");
        return columns.ValueKind != JsonValueKind.Object
            ? []
            :
            [
                .. columns
                    .EnumerateObject()
                    .Take(Most)
                    .Select(column =>
                        (
                            Place: index is not null
                            && column.Value.At(index) is { ValueKind: JsonValueKind.Number } at
                            && at.TryGetInt32(out var i)
                                ? i
                                : 0,
                            Column: new TableColumn(
                                column.Value.Text("name") is { Length: > 0 } name ? name : column.Name,
                                column.Value.Text(type) is { Length: > 0 } said ? said : null
                            )
                        )
                    )
                    .OrderBy(column => column.Place)
                    .Select(column => column.Column),
            ];
    }
}
