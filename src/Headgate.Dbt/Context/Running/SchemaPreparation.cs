using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Running;

/// <summary>Before a command's nodes run: their schemas are made, and what they hold is read into the cache.</summary>
internal static class SchemaPreparation
{
    /// <summary>Makes the schemas that are missing.</summary>
    /// <param name="context">The context of some node or operation of the root project.</param>
    /// <param name="schemas">Databases and schemas.</param>
    public static void Create(NodeContext context, IReadOnlyCollection<(string? Database, string Schema)> schemas)
    {
        foreach (var database in schemas.Select(s => s.Database).Distinct(StringComparer.OrdinalIgnoreCase).ToList())
        {
            var known = Existing(context, database);
            foreach (var (_, schema) in schemas.Where(s => string.Equals(s.Database, database, StringComparison.OrdinalIgnoreCase)))
            {
                if (known.Add(schema))
                {
                    var relation = context.Shared.Names.Schema(database, schema);
                    context.Call("create_schema", Arguments.Of(RelationObject.Of(relation)));
                    context.Connection.Commit();
                    context.Shared.Cache.Fill(database, schema, []);
                }
            }
        }
    }

    /// <summary>Reads the relations of the schemas into the cache; one query a schema.</summary>
    public static void FillCache(NodeContext context, IEnumerable<(string? Database, string Schema)> schemas)
    {
        foreach (var (database, schema) in schemas.Distinct())
        {
            if (!context.Shared.Cache.Knows(database, schema))
            {
                var relation = context.Shared.Names.Schema(database, schema);
                var rows = context.Call("list_relations_without_caching", Arguments.Of(RelationObject.Of(relation)));
                context.Shared.Cache.Fill(
                    database,
                    schema,
                    rows.TryGet<TableObject>(out var table) ? RelationRows.Read(table.Table, relation) : []
                );
            }
        }
    }

    /// <summary>Notes which relations hang on which, where the database drops them together.</summary>
    public static void Link(NodeContext context)
    {
        var adapter = context.Shared.Adapter;
        if (!adapter.Dialect.DropsDependents || !context.Call("get_relations", Arguments.Empty).TryGet<TableObject>(out var rows))
        {
            return;
        }
        foreach (var row in rows.Table.Rows)
        {
            var database = adapter.Credentials.Database;
            context.Shared.Cache.Link(
                RelationKey.Of(database, row[0] as string, row[1] as string),
                RelationKey.Of(database, row[2] as string, row[3] as string)
            );
        }
    }

    /// <summary>The schemas in which nodes make relations and functions.</summary>
    public static List<(string? Database, string Schema)> Of(IEnumerable<ManifestNode> nodes) =>
        [.. nodes.Where(n => n.HasSchema).Select(n => (n.Database, n.Schema)).Distinct()];

    private static HashSet<string> Existing(NodeContext context, string? database)
    {
        var rows = context.Call("list_schemas", Arguments.Of(Value.From(database)));
        return rows.TryGet<TableObject>(out var table)
            ? table.Table.Rows.Select(row => row[0]?.ToString() ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase)
            : new(StringComparer.OrdinalIgnoreCase);
    }
}
