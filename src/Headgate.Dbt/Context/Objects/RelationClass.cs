using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>api.Relation</c>: makes relations and names their types.</summary>
internal sealed class RelationClass(Dialect dialect) : IJinjaObject
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["Table"] = "table",
        ["View"] = "view",
        ["CTE"] = "cte",
        ["MaterializedView"] = "materialized_view",
        ["External"] = "external",
        ["Function"] = Relation.FunctionType,
    };

    /// <summary>The word of a relation's type, by the name that templates give it: <c>MaterializedView</c>.</summary>
    public static bool TryGetType(string name, out Value value)
    {
        value = Types.TryGetValue(name, out var type) ? Value.From(type) : default;
        return Types.ContainsKey(name);
    }

    /// <inheritdoc />
    public string TypeName => "type";

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        switch (name)
        {
            case "create":
                value = Value.Function("create", (_, a) => RelationObject.Of(RelationArguments.Create(a, dialect)));
                return true;
            case "get_relation_type":
                value = Value.From(new RelationTypes());
                return true;
            default:
                return TryGetType(name, out value);
        }
    }

    private sealed class RelationTypes : IJinjaObject
    {
        public string TypeName => "RelationType";

        public bool IsCallable => true;

        public Value Call(CallContext context, Arguments arguments) => arguments.Required(0, "value", "get_relation_type");

        public bool TryGetAttribute(CallContext context, string name, out Value value) => TryGetType(name, out value);
    }
}
