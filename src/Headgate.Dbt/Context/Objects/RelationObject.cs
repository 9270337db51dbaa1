using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>
/// A relation as templates hold it: <c>this</c>, <c>ref(…)</c>, <c>source(…)</c>, <c>api.Relation.create(…)</c>. Its text is the name in SQL.
/// It counts as a mapping, and packages tell relations by that and by <c>metadata</c>; as in dbt, its keys are read one by one and not walked.
/// </summary>
internal sealed class RelationObject(Relation relation) : IJinjaObject
{
    private static readonly HostMethods<RelationObject> Methods = new(
        new Dictionary<string, HostMethod<RelationObject>>(StringComparer.Ordinal)
        {
            ["render"] = static (self, _, _) => Value.From(self.Relation.Name()),
            ["include"] = static (self, _, a) => Of(self.Relation with { Included = Parts(self.Relation.Included, a) }),
            ["quote"] = static (self, _, a) => Of(self.Relation with { Quoting = Parts(self.Relation.Quoting, a) }),
            ["incorporate"] = static (self, _, a) => Of(RelationArguments.Incorporate(self.Relation, a)),
            ["replace_path"] = static (self, _, a) => Of(RelationArguments.WithPath(self.Relation, a)),
            ["replace"] = static (self, _, a) => Of(RelationArguments.Incorporate(self.Relation, a)),
            ["matches"] = static (self, _, a) =>
                Value.From(self.Relation.Matches(a.Text(0, "database"), a.Text(1, "schema"), a.Text(2, "identifier"))),
            ["without_identifier"] = static (self, _, _) =>
                Of(self.Relation with { Included = self.Relation.Included with { Identifier = false } }),
            ["information_schema"] = static (self, _, a) => InformationSchema(self.Relation, a.Text(0, "view_name")),
            ["information_schema_only"] = static (self, _, _) => InformationSchema(self.Relation, null),
            ["relation_max_name_length"] = static (self, _, _) =>
                self.Relation.LongestName is { } longest ? Value.From(longest) : Value.None,
            ["add_ephemeral_prefix"] = static (_, _, a) =>
                Value.From(Adapters.RelationNames.EphemeralPrefix + a.RequiredText(0, "name", "add_ephemeral_prefix")),
            ["get"] = static (self, c, a) =>
                self.TryGetAttribute(c, a.RequiredText(0, "key", "get"), out var found) ? found : a.Get(1, "default", Value.None),
        }
    );

    /// <summary>The relation.</summary>
    public Relation Relation { get; } = relation;

    /// <inheritdoc />
    public string TypeName => Relation.Class;

    /// <inheritdoc />
    public bool IsMapping => true;

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <summary>A relation as a value; none for null.</summary>
    public static Value Of(Relation? relation) => relation is null ? Value.None : Value.From(new RelationObject(relation));

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        switch (name)
        {
            case "database":
                value = Value.From(Relation.Database);
                return true;
            case "schema":
                value = Value.From(Relation.Schema);
                return true;
            case "identifier":
            case "name":
            case "table":
                value = Value.From(Relation.Identifier);
                return true;
            case "type":
                value = Value.From(Relation.Type);
                return true;
            case "is_table":
            case "is_view":
            case "is_cte":
            case "is_materialized_view":
            case "is_function":
                value = Value.From(Relation.Is(name[3..]));
                return true;
            case "Table":
            case "View":
            case "CTE":
            case "MaterializedView":
            case "External":
            case "Function":
                return RelationClass.TryGetType(name, out value);
            case "is_pointer":
            case "dbt_created":
                value = Value.False;
                return true;
            case "can_be_renamed":
            case "can_be_replaced":
                value = Value.From(Relation.IsTable || Relation.IsView);
                return true;
            case "quote_character":
                value = Value.From(Relation.QuoteCharacter);
                return true;
            case "limit":
                value = Relation.Limit is { } limit ? Value.From(limit) : Value.None;
                return true;
            case "event_time_filter":
                value = Value.From(Relation.Filter);
                return true;
            case "catalog":
                value = Value.None;
                return true;
            case "require_alias":
                value = Value.From(Relation.RequireAlias);
                return true;
            case "metadata":
                value = Metadata();
                return true;
            case "path":
            case "include_policy":
            case "quote_policy":
                value = RelationArguments.Describe(Relation, name);
                return true;
            default:
                return Methods.TryGet(this, name, out value);
        }
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && TryGetAttribute(context, name, out value);
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public bool? Contains(CallContext context, in Value value) => value.TryGetString(out var name) && TryGetAttribute(context, name, out _);

    /// <inheritdoc />
    public IEnumerator<Value>? Iterate(CallContext context) =>
        throw new DbtException(
            DbtErrorKind.Compilation,
            $"The object (\"{Relation.Render()}\") was used as a dictionary. This capability has been removed from objects of this type."
        );

    /// <inheritdoc />
    public bool EqualTo(in Value other) =>
        other.TryGet<RelationObject>(out var o)
        && string.Equals(o.Relation.Database, Relation.Database, StringComparison.Ordinal)
        && string.Equals(o.Relation.Schema, Relation.Schema, StringComparison.Ordinal)
        && string.Equals(o.Relation.Identifier, Relation.Identifier, StringComparison.Ordinal);

    /// <inheritdoc />
    public int Hash() => HashCode.Combine(Relation.Database, Relation.Schema, Relation.Identifier);

    /// <inheritdoc />
    public string Str() => Relation.Render();

    /// <inheritdoc />
    public string Repr() => $"<{Relation.Class} {Relation.Name()}>";

    private Value Metadata()
    {
        var metadata = new JinjaDict(1);
        metadata.Set("type", Value.From(Relation.Class));
        return Value.From(metadata);
    }

    private static NameParts Parts(NameParts parts, in Arguments arguments) =>
        parts.With(Choice(arguments, 0, "database"), Choice(arguments, 1, "schema"), Choice(arguments, 2, "identifier"));

    private static bool? Choice(in Arguments arguments, int index, string name) =>
        arguments.TryGet(index, name, out var value) && !value.IsNone ? value.IsTruthy : null;

    private static Value InformationSchema(Relation relation, string? view) =>
        Of(
            relation with
            {
                Schema = "INFORMATION_SCHEMA",
                Identifier = view,
                Type = null,
                Limit = null,
                Filter = null,
                Included = new(relation.Database is not null, true, view is not null),
                Quoting = relation.Quoting with { Schema = false, Identifier = false },
            }
        );
}
