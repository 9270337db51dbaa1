using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Reads what templates say of a relation: a path, a type, policies.</summary>
internal static class RelationArguments
{
    /// <summary>A relation from the arguments of <c>api.Relation.create</c>.</summary>
    /// <exception cref="DbtException">The database would cut the name.</exception>
    public static Relation Create(in Arguments arguments, Dialect dialect) =>
        Fitting(
            dialect.Unnamed with
            {
                Database = arguments.Text(0, "database"),
                Schema = arguments.Text(1, "schema"),
                Identifier = arguments.Text(2, "identifier"),
                Type = arguments.Text(3, "type"),
                Quoting = arguments.TryGetKeyword("quote_policy", out var quoting) ? Parts(dialect.Quoting, quoting) : dialect.Quoting,
                Included = arguments.TryGetKeyword("include_policy", out var included)
                    ? Parts(new(true, true, true), included)
                    : new(true, true, true),
            }
        );

    /// <summary>The relation with the parts replaced that the arguments name: path, type, limit.</summary>
    public static Relation Incorporate(Relation relation, in Arguments arguments)
    {
        var changed = relation;
        if (arguments.TryGetKeyword("path", out var path) && path.TryGet<JinjaDict>(out var parts))
        {
            changed = changed with
            {
                Database = Part(parts, "database", changed.Database),
                Schema = Part(parts, "schema", changed.Schema),
                Identifier = Part(parts, "identifier", changed.Identifier),
            };
        }
        if (arguments.TryGetKeyword("type", out var type))
        {
            changed = changed with { Type = type.IsNone ? null : type.ToString() };
        }
        if (arguments.TryGetKeyword("quote_policy", out var quoting))
        {
            changed = changed with { Quoting = Parts(changed.Quoting, quoting) };
        }
        if (arguments.TryGetKeyword("include_policy", out var included))
        {
            changed = changed with { Included = Parts(changed.Included, included) };
        }
        if (arguments.TryGetKeyword("limit", out var limit))
        {
            changed = changed with { Limit = limit.TryGetInt64(out var most) ? (int)most : null };
        }
        if (arguments.TryGetKeyword("require_alias", out var alias))
        {
            changed = changed with { RequireAlias = alias.IsTruthy };
        }
        return Fitting(changed);
    }

    private static Relation Fitting(Relation relation) =>
        relation.IsTooLong
            ? throw new DbtException(
                DbtErrorKind.Runtime,
                $"Relation name '{relation.Identifier}' is longer than {relation.LongestName} characters"
            )
            : relation;

    /// <summary>The relation with parts of its name replaced.</summary>
    public static Relation WithPath(Relation relation, in Arguments arguments) =>
        relation with
        {
            Database = arguments.TryGetKeyword("database", out var database) ? Text(database) : relation.Database,
            Schema = arguments.TryGetKeyword("schema", out var schema) ? Text(schema) : relation.Schema,
            Identifier = arguments.TryGetKeyword("identifier", out var identifier) ? Text(identifier) : relation.Identifier,
        };

    /// <summary>A relation's path or policy as a dict.</summary>
    public static Value Describe(Relation relation, string name)
    {
        var dict = new JinjaDict(3);
        if (name == "path")
        {
            dict.Set("database", Value.From(relation.Database));
            dict.Set("schema", Value.From(relation.Schema));
            dict.Set("identifier", Value.From(relation.Identifier));
        }
        else
        {
            var parts = name == "include_policy" ? relation.Included : relation.Quoting;
            dict.Set("database", Value.From(parts.Database));
            dict.Set("schema", Value.From(parts.Schema));
            dict.Set("identifier", Value.From(parts.Identifier));
        }
        return Value.From(dict);
    }

    private static string? Text(in Value value) => value.IsNone ? null : value.ToString();

    private static string? Part(JinjaDict parts, string name, string? otherwise) =>
        parts.TryGetValue(name, out var value) ? Text(value) : otherwise;

    private static NameParts Parts(NameParts defaults, in Value value)
    {
        if (!value.TryGet<JinjaDict>(out var parts))
        {
            return defaults;
        }
        return defaults.With(Choice(parts, "database"), Choice(parts, "schema"), Choice(parts, "identifier"));
    }

    private static bool? Choice(JinjaDict parts, string name) =>
        parts.TryGetValue(name, out var value) && !value.IsNone ? value.IsTruthy : null;
}
