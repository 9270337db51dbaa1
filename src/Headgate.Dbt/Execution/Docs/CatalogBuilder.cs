using System.Globalization;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.Docs;

/// <summary>Reads what the database knows of the project's relations.</summary>
internal static class CatalogBuilder
{
    /// <summary>The catalog of all nodes and sources whose relations exist.</summary>
    /// <exception cref="DbtException">The macro that reads the catalog fails.</exception>
    /// <exception cref="DatabaseException">The database refuses the query.</exception>
    public static Catalog Build(RunFrame frame, CancellationToken cancellation)
    {
        var owners = Owners(frame.Session.Manifest);
        var catalog = new Catalog();
        foreach (var database in owners.Keys.GroupBy(k => k.Database, StringComparer.Ordinal))
        {
            var schemas = database.Select(k => k.Schema).Distinct().ToList<object?>();
            foreach (var table in Tables(Ask(frame, database.Key, schemas, cancellation)))
            {
                Add(catalog, owners, table);
            }
        }
        return new Catalog { Nodes = Sorted(catalog.Nodes), Sources = Sorted(catalog.Sources) };
    }

    private static QueryTable Ask(RunFrame frame, string database, List<object?> schemas, CancellationToken cancellation)
    {
        var context = frame.ContextOf(RunPreparation.Operation(frame), frame.Connections.Of(WorkerConnections.Main), cancellation);
        var place = RelationObject.Of(frame.Shared.Names.Schema(database, null));
        var given = context.Call("get_catalog", Arguments.Of(place, Value.FromObject(schemas)));
        return given.TryGet<TableObject>(out var table)
            ? table.Table
            : throw new DbtException(DbtErrorKind.Compilation, "The macro get_catalog gave no table.");
    }

    private static Dictionary<(string Database, string Schema, string Name), List<string>> Owners(Manifest manifest)
    {
        var owners = new Dictionary<(string, string, string), List<string>>();
        // A test has a relation where it stores what fails.
        foreach (
            var node in manifest.Nodes.Values.Where(n =>
                n.RelationName is not null && (n.IsRelational || n.ResourceType == ResourceType.Test) && !n.IsEphemeral
            )
        )
        {
            Own(owners, node.Database, node.Schema, node.Alias, node.UniqueId);
        }
        foreach (var source in manifest.Sources.Values)
        {
            Own(owners, source.Database, source.Schema, source.Identifier, source.UniqueId);
        }
        return owners;
    }

    private static void Own(
        Dictionary<(string, string, string), List<string>> owners,
        string? database,
        string schema,
        string name,
        string id
    )
    {
        var key = Key(database, schema, name);
        if (!owners.TryGetValue(key, out var list))
        {
            owners[key] = list = [];
        }
        list.Add(id);
    }

    private static IEnumerable<CatalogTable> Tables(QueryTable rows) =>
        rows
            .Rows.GroupBy(r => (Text(rows, r, "table_database"), Text(rows, r, "table_schema"), Text(rows, r, "table_name")))
            .Select(group => Table(rows, [.. group]));

    private static CatalogTable Table(QueryTable rows, List<object?[]> columns)
    {
        var first = columns[0];
        var table = new CatalogTable
        {
            Metadata = new()
            {
                Type = Text(rows, first, "table_type") ?? "",
                Schema = Text(rows, first, "table_schema") ?? "",
                Name = Text(rows, first, "table_name") ?? "",
                Database = Text(rows, first, "table_database"),
                Comment = Text(rows, first, "table_comment"),
                Owner = Text(rows, first, "table_owner"),
            },
        };
        foreach (var row in columns)
        {
            var name = Text(rows, row, "column_name") ?? "";
            table.Columns[name] = new()
            {
                Type = Text(rows, row, "column_type") ?? "",
                Index = Convert.ToInt64(row[rows.IndexOf("column_index")], CultureInfo.InvariantCulture),
                Name = name,
                Comment = Text(rows, row, "column_comment"),
            };
        }
        table.Stats["has_stats"] = new()
        {
            Id = "has_stats",
            Label = "Has Stats?",
            Value = false,
            Include = false,
            Description = "Indicates whether there are statistics for this table",
        };
        return table;
    }

    private static void Add(Catalog catalog, Dictionary<(string, string, string), List<string>> owners, CatalogTable table)
    {
        var key = Key(table.Metadata.Database, table.Metadata.Schema, table.Metadata.Name);
        foreach (var id in owners.GetValueOrDefault(key, []))
        {
            var target = id.StartsWith("source.", StringComparison.Ordinal) ? catalog.Sources : catalog.Nodes;
            target[id] = table with { UniqueId = id };
        }
    }

    private static OrderedDictionary<string, CatalogTable> Sorted(OrderedDictionary<string, CatalogTable> tables) =>
        new(tables.OrderBy(t => t.Key, StringComparer.Ordinal));

    private static (string Database, string Schema, string Name) Key(string? database, string schema, string name) =>
        ((database ?? "").ToLowerInvariant(), schema.ToLowerInvariant(), name.ToLowerInvariant());

    private static string? Text(QueryTable rows, object?[] row, string column)
    {
        var at = rows.IndexOf(column);
        return at < 0 ? null
            : Convert.ToString(row[at], CultureInfo.InvariantCulture) is { Length: > 0 } text ? text
            : null;
    }
}
