using Apache.Arrow;
using Apache.Arrow.Types;

namespace Headgate.Metrics.Flight;

/// <summary>What drivers ask as they connect: there are no catalogues, schemas and tables here, so that these answers have their columns and no rows.</summary>
internal static class FlightCatalog
{
    private static readonly Dictionary<string, Schema> Schemas = new(StringComparer.Ordinal)
    {
        ["CommandGetCatalogs"] = Texts("catalog_name"),
        ["CommandGetDbSchemas"] = Texts("catalog_name", "db_schema_name"),
        ["CommandGetTables"] = Texts("catalog_name", "db_schema_name", "table_name", "table_type"),
        ["CommandGetTableTypes"] = Texts("table_type"),
        ["CommandGetSqlInfo"] = new(
            [new Field("info_name", UInt32Type.Default, nullable: false), new Field("value", Info(), nullable: false)],
            null
        ),
    };

    /// <summary>The columns of a command's answer; null where it is none of these.</summary>
    public static Schema? Find(string command) => Schemas.GetValueOrDefault(command);

    private static Schema Texts(params string[] names) =>
        new([.. names.Select(name => new Field(name, StringType.Default, nullable: true))], null);

    private static UnionType Info() =>
        new(
            [
                new Field("string_value", StringType.Default, nullable: false),
                new Field("bool_value", BooleanType.Default, nullable: false),
                new Field("bigint_value", Int64Type.Default, nullable: false),
                new Field("int32_bitmask", Int32Type.Default, nullable: false),
            ],
            [0, 1, 2, 3],
            UnionMode.Dense
        );
}
