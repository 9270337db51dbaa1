using Headgate.Dbt.Adapters;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Relations and schemas: what is there, and changes to it. The cache follows each change.</summary>
internal sealed partial class AdapterObject
{
    private static Dictionary<string, HostMethod<AdapterObject>> RelationMethods() =>
        new(StringComparer.Ordinal)
        {
            ["get_relation"] = static (self, c, a) => self.GetRelation(c, a),
            ["load_relation"] = static (self, c, a) => self.GetRelation(c, a),
            ["list_relations"] = static (self, c, a) => self.ListRelations(c, a.Text(0, "database"), a.Text(1, "schema")),
            ["list_relations_without_caching"] = static (self, c, a) =>
                self.ListWithoutCaching(c, Of(a.Required(0, "schema_relation", "list_relations_without_caching"))),
            ["cache_added"] = static (self, _, a) => self.Added(a.Required(0, "relation", "cache_added")),
            ["cache_new"] = static (self, _, a) => self.Added(a.Required(0, "relation", "cache_new")),
            ["drop_relation"] = static (self, c, a) => self.Drop(c, a.Required(0, "relation", "drop_relation")),
            ["truncate_relation"] = static (self, c, a) => self.Node.CallMacro(c, "truncate_relation", a),
            ["rename_relation"] = static (self, c, a) => self.Rename(c, a),
            ["create_schema"] = static (self, c, a) => self.CreateSchema(c, a.Required(0, "relation", "create_schema")),
            ["drop_schema"] = static (self, c, a) => self.DropSchema(c, a.Required(0, "relation", "drop_schema")),
            ["list_schemas"] = static (self, c, a) => self.ListSchemas(c, a),
            ["check_schema_exists"] = static (self, c, a) =>
                self.SchemaExists(c, a.Text(0, "database"), a.RequiredText(1, "schema", "check_schema_exists")),
            ["already_exists"] = static (self, c, a) =>
                Value.From(self.Find(c, self.Adapter.Credentials.Database, a.Text(0, "schema"), a.Text(1, "table")) is not null),
            ["verify_database"] = static (self, _, a) => self.VerifyDatabase(a.RequiredText(0, "database", "verify_database")),
            ["is_replaceable"] = static (_, _, _) => Value.True,
        };

    /// <summary>The relation that a value is.</summary>
    /// <exception cref="JinjaException">The value is no relation.</exception>
    internal static Relation Of(in Value value) =>
        value.TryGet<RelationObject>(out var relation)
            ? relation.Relation
            : throw new JinjaException(JinjaErrorKind.TypeError, $"expected a relation, got {value.TypeName}");

    private Value GetRelation(CallContext context, in Arguments arguments) =>
        RelationObject.Of(Find(context, arguments.Text(0, "database"), arguments.Text(1, "schema"), arguments.Text(2, "identifier")));

    private Relation? Find(CallContext context, string? database, string? schema, string? identifier)
    {
        EnsureKnown(context, database, schema);
        return Cache.Find(database, schema, identifier);
    }

    private void EnsureKnown(CallContext context, string? database, string? schema)
    {
        if (!Cache.Knows(database, schema))
        {
            Cache.Fill(database, schema, Listed(context, Node.Shared.Names.Schema(database, schema)));
        }
    }

    private Value ListRelations(CallContext context, string? database, string? schema)
    {
        EnsureKnown(context, database, schema);
        return Value.From(new JinjaList(Cache.Of(database, schema).Select(RelationObject.Of).ToList()));
    }

    private Value ListWithoutCaching(CallContext context, Relation schema) =>
        Value.From(new JinjaList(Listed(context, schema).Select(RelationObject.Of).ToList()));

    private List<Relation> Listed(CallContext context, Relation schema)
    {
        var rows = Node.CallMacro(context, "list_relations_without_caching", Arguments.Of(RelationObject.Of(schema)));
        return rows.TryGet<TableObject>(out var table) ? RelationRows.Read(table.Table, schema) : [];
    }

    private Value Drop(CallContext context, in Value relation)
    {
        if (relation.IsNone)
        {
            return Value.EmptyString;
        }
        Cache.Drop(Of(relation));
        Node.CallMacro(context, "drop_relation", Arguments.Of(relation));
        return Value.EmptyString;
    }

    private Value Rename(CallContext context, in Arguments arguments)
    {
        var from = arguments.Required(0, "from_relation", "rename_relation");
        var to = arguments.Required(1, "to_relation", "rename_relation");
        Cache.Rename(Of(from), Of(to));
        Node.CallMacro(context, "rename_relation", Arguments.Of(from, to));
        return Value.EmptyString;
    }

    private Value CreateSchema(CallContext context, in Value relation)
    {
        Node.CallMacro(context, "create_schema", Arguments.Of(relation));
        Node.Connection.Commit();
        return Value.EmptyString;
    }

    private Value DropSchema(CallContext context, in Value relation)
    {
        Node.CallMacro(context, "drop_schema", Arguments.Of(relation));
        Node.Connection.Commit();
        Cache.RemoveSchema(Of(relation).Database, Of(relation).Schema);
        return Value.EmptyString;
    }

    private Value ListSchemas(CallContext context, in Arguments arguments)
    {
        var rows = Node.CallMacro(context, "list_schemas", Arguments.Of(Value.From(arguments.Text(0, "database"))));
        var names = rows.TryGet<TableObject>(out var table) ? table.Table.Rows.Select(row => Value.FromObject(row[0])) : [];
        return Value.From(new JinjaList(names.ToList()));
    }

    private Value SchemaExists(CallContext context, string? database, string schema)
    {
        var information = RelationObject.Of(Node.Shared.Names.Schema(database, "INFORMATION_SCHEMA"));
        var rows = Node.CallMacro(context, "check_schema_exists", Arguments.Of(information, Value.From(schema)));
        return Value.From(rows.TryGet<TableObject>(out var table) && table.Table.Rows.Count > 0 && table.Table.Rows[0][0] is long and > 0);
    }

    private Value VerifyDatabase(string database)
    {
        var own = Adapter.Credentials.Database;
        if (!Dialect.CrossesDatabases && !string.Equals(database.Trim('"'), own, StringComparison.OrdinalIgnoreCase))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"Cross-db references not allowed in {Adapter.Type} ({database.Trim('"')} vs {own})"
            );
        }
        return Value.EmptyString;
    }

    private Value Added(in Value relation)
    {
        Cache.Add(Of(relation));
        return Value.EmptyString;
    }
}
