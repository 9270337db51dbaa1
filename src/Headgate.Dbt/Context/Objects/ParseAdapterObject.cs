using Headgate.Dbt.Adapters;
using Headgate.Dbt.Project;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>adapter</c> while files are parsed: what needs a database gives nothing; quoting and dispatch work.</summary>
internal sealed class ParseAdapterObject(DbtVariables variables, IAdapter adapter, LoadedProject project) : IJinjaObject
{
    /// <inheritdoc />
    public string TypeName => "ParseDatabaseWrapper";

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = Value.Function(
            name,
            (c, a) =>
            {
                TryCallMethod(c, name, a, out var result);
                return result;
            }
        );
        return true;
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = name switch
        {
            "dispatch" => AdapterDispatch.Find(variables, adapter, project, arguments),
            "type" => Value.From(adapter.Type),
            "quote" => Value.From(adapter.Dialect.Quote(arguments.RequiredText(0, "identifier", "quote"))),
            "quote_as_configured" => Value.From(
                new RelationNames(adapter.Dialect, project.Root.Quoting).QuoteAsConfigured(
                    arguments.RequiredText(0, "identifier", "quote_as_configured"),
                    arguments.RequiredText(1, "quote_key", "quote_as_configured")
                )
            ),
            "execute" => Value.Tuple(
                Value.From(new ResponseObject(AdapterResponse.Ok)),
                Value.From(new TableObject(QueryTable.Empty, null))
            ),
            "get_columns_in_relation" or "get_missing_columns" or "list_relations" or "list_relations_without_caching" or "list_schemas" =>
                Value.List(),
            "check_schema_exists" or "already_exists" => Value.False,
            "get_relation" or "load_relation" => Value.None,
            "get_hard_deletes_behavior" => Value.From("ignore"),
            _ => Value.EmptyString,
        };
        return true;
    }
}
