namespace Headgate.Dbt.Adapters;

/// <summary>A relation's name without regard to case.</summary>
internal readonly record struct RelationKey(string Database, string Schema, string Identifier)
{
    /// <summary>The key of a name.</summary>
    public static RelationKey Of(string? database, string? schema, string? identifier) =>
        new(Fold(database), Fold(schema), Fold(identifier));

    /// <summary>The key of a relation.</summary>
    public static RelationKey Of(Relation relation) => Of(relation.Database, relation.Schema, relation.Identifier);

    private static string Fold(string? part) => (part ?? "").ToLowerInvariant();
}
