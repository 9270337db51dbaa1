using System.Text;

namespace Headgate.Dbt.Adapters;

/// <summary>A table, view or other relation by its name; renders as the name that SQL uses.</summary>
internal sealed record Relation
{
    /// <summary>The database's name, or null where there is none.</summary>
    public string? Database { get; init; }

    /// <summary>The schema's name.</summary>
    public string? Schema { get; init; }

    /// <summary>The relation's own name; null for a schema.</summary>
    public string? Identifier { get; init; }

    /// <summary>table, view, materialized_view, cte, external, or null when nobody knows yet.</summary>
    public string? Type { get; init; }

    /// <summary>Which parts of the name are quoted.</summary>
    public required NameParts Quoting { get; init; }

    /// <summary>Which parts of the name are written.</summary>
    public NameParts Included { get; init; } = new(true, true, true);

    /// <summary>The name of its class in templates, as dbt has one for each database.</summary>
    public string Class { get; init; } = "BaseRelation";

    /// <summary>The character around a quoted part.</summary>
    public string QuoteCharacter { get; init; } = "\"";

    /// <summary>The most characters that the database keeps of an identifier; null where it has no such limit.</summary>
    public int? LongestName { get; init; }

    /// <summary>The most rows a reader gets: 0 under <c>--empty</c>; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>A condition that narrows what a reader gets: the span of a microbatch or a sample.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether a limited relation is written with an alias of its own.</summary>
    public bool RequireAlias { get; init; } = true;

    /// <summary>Is it a relation whose name the database would cut? Names without a type are not made by anyone yet.</summary>
    public bool IsTooLong => Type is not null && Identifier?.Length > LongestName;

    /// <summary>The type of a user-defined function, which is named as relations are.</summary>
    public const string FunctionType = "function";

    /// <summary>Is it a table?</summary>
    public bool IsTable => Is("table");

    /// <summary>Is it a view?</summary>
    public bool IsView => Is("view");

    /// <summary>Is it of this type?</summary>
    public bool Is(string type) => string.Equals(Type, type, StringComparison.Ordinal);

    /// <summary>The name as SQL, with the limit and filter of a reader where they are set.</summary>
    public string Render()
    {
        var name = Name();
        if (Filter is not null)
        {
            var limit = Limit is null ? "" : $" limit {Limit}";
            return $"(select * from {name} where {Filter}{limit}){Alias("_dbt_et_filter_subq_")}";
        }
        return Limit switch
        {
            null => name,
            0 => $"(select * from {name} where false limit 0){Alias("_dbt_limit_subq_")}",
            _ => $"(select * from {name} limit {Limit}){Alias("_dbt_limit_subq_")}",
        };
    }

    /// <summary>The bare name as SQL.</summary>
    public string Name()
    {
        if (Is("cte"))
        {
            return Identifier ?? "";
        }
        var text = new StringBuilder();
        Append(text, Database, Included.Database, Quoting.Database);
        Append(text, Schema, Included.Schema, Quoting.Schema);
        Append(text, Identifier, Included.Identifier, Quoting.Identifier);
        return text.ToString();
    }

    /// <summary>Do two relations have the same name, without regard to case?</summary>
    public bool Matches(string? database, string? schema, string? identifier) =>
        Same(Database, database) && Same(Schema, schema) && Same(Identifier, identifier);

    /// <inheritdoc />
    public override string ToString() => Render();

    private static bool Same(string? own, string? other) => other is null || string.Equals(own, other, StringComparison.OrdinalIgnoreCase);

    private string Alias(string prefix) => RequireAlias ? " " + prefix + Identifier : "";

    private void Append(StringBuilder text, string? part, bool included, bool quoted)
    {
        if (part is null || !included)
        {
            return;
        }
        if (text.Length > 0)
        {
            text.Append('.');
        }
        if (quoted)
        {
            // A part may come from another run's manifest; a quote in it must not end the name.
            var name = part.Replace(QuoteCharacter, QuoteCharacter + QuoteCharacter, StringComparison.Ordinal);
            text.Append(QuoteCharacter).Append(name).Append(QuoteCharacter);
        }
        else
        {
            text.Append(part);
        }
    }
}
