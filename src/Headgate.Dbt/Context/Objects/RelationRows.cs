using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Reads the rows of <c>list_relations_without_caching</c>: database, name, schema, type.</summary>
internal static class RelationRows
{
    /// <summary>The relations, quoted as the schema's relation says.</summary>
    public static List<Relation> Read(QueryTable rows, Relation schema) =>
        [
            .. rows.Rows.Select(row =>
                schema with
                {
                    Database = row[0] as string,
                    Identifier = row[1] as string,
                    Schema = row[2] as string,
                    Type = row[3] as string,
                    Included = new(true, true, true),
                }
            ),
        ];
}
