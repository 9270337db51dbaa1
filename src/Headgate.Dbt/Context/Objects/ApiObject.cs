using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>api</c>: <c>api.Relation</c> and <c>api.Column</c>.</summary>
internal static class ApiObject
{
    /// <summary>The value of <c>api</c>.</summary>
    public static Value Create(Dialect dialect)
    {
        var dict = new JinjaDict(2);
        dict.Set("Relation", Value.From(new RelationClass(dialect)));
        dict.Set("Column", Value.From(new ColumnClass(dialect)));
        return Value.From(dict);
    }
}
