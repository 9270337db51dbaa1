using Headgate.Dbt.Adapters;
using Headgate.Dbt.Context.Running;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>adapter</c> while a node runs: SQL on the node's connection, relations through the cache, names and types of the database.</summary>
internal sealed partial class AdapterObject(NodeContext node) : IJinjaObject
{
    private static readonly HostMethods<AdapterObject> Methods = new([
        .. General(),
        .. RelationMethods(),
        .. ColumnMethods(),
        .. ConfigurationMethods(),
    ]);

    private IAdapter Adapter => node.Shared.Adapter;

    private Dialect Dialect => node.Shared.Adapter.Dialect;

    private RelationCache Cache => node.Shared.Cache;

    /// <inheritdoc />
    public string TypeName => "RuntimeDatabaseWrapper";

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (name == "config")
        {
            value = node.Shared.AdapterConfig;
            return true;
        }
        return Methods.TryGet(this, name, out value);
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result) || Adapter.TryCall(name, arguments, out result);

    private static Dictionary<string, HostMethod<AdapterObject>> General() =>
        new(StringComparer.Ordinal)
        {
            ["dispatch"] = static (self, _, a) =>
                AdapterDispatch.Find(self.Node.Variables, self.Adapter, self.Node.Shared.Facts.Project, a),
            ["type"] = static (self, _, _) => Value.From(self.Adapter.Type),
            ["execute"] = static (self, _, a) => self.Execute(a),
            ["add_query"] = static (self, _, a) => self.AddQuery(a),
            ["commit"] = static (self, _, _) => self.Commit(),
            ["commit_if_open"] = static (self, _, _) => self.Commit(),
            ["commit_if_has_connection"] = static (self, _, _) => self.Commit(),
            ["rollback"] = static (self, _, _) => self.Rollback(),
            ["nice_connection_name"] = static (self, _, _) => Value.From(self.Node.Connection.Name),
            ["quote"] = static (self, _, a) => Value.From(self.Dialect.Quote(a.RequiredText(0, "identifier", "quote"))),
            ["quote_as_configured"] = static (self, _, a) =>
                Value.From(
                    self.Node.Shared.Names.QuoteAsConfigured(
                        a.RequiredText(0, "identifier", "quote_as_configured"),
                        a.RequiredText(1, "quote_key", "quote_as_configured")
                    )
                ),
            ["warn_once"] = static (self, _, a) =>
            {
                self.Node.Shared.WarnOnce(a.RequiredText(0, "msg", "warn_once"));
                return Value.EmptyString;
            },
        };

    private NodeContext Node => node;

    private Value Execute(in Arguments arguments)
    {
        var limit = arguments.TryGet(3, "limit", out var value) && value.TryGetInt64(out var most) ? (int?)most : null;
        var result = node.Execute(
            arguments.RequiredText(0, "sql", "execute"),
            arguments.Flag(1, "auto_begin", false),
            arguments.Flag(2, "fetch", false),
            parameters: null,
            limit
        );
        return Value.Tuple(Value.From(new ResponseObject(result.Response)), Table(result.Table));
    }

    private Value AddQuery(in Arguments arguments)
    {
        var parameters =
            arguments.TryGet(2, "bindings", out var bindings) && bindings.TryGet<IEnumerable<Value>>(out var values)
                ? values.Select(v => PlainValues.ToPlain(v)).ToList()
                : null;
        node.Send(
            arguments.RequiredText(0, "sql", "add_query"),
            arguments.Flag(1, "auto_begin", true),
            fetch: false,
            parameters,
            limit: null
        );
        return Value.None;
    }

    private Value Commit()
    {
        node.Connection.Commit();
        return Value.EmptyString;
    }

    private Value Rollback()
    {
        node.Connection.Rollback();
        return Value.EmptyString;
    }

    private Value Table(QueryTable table) => Value.From(new TableObject(table, node.Shared.Facts.Print));
}
