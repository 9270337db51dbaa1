namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>PostgreSQL's quoting, types and strategies.</summary>
internal static class PostgresDialect
{
    /// <summary>The one dialect.</summary>
    public static Dialect Instance { get; } =
        new()
        {
            LongestName = 63,
            CrossesDatabases = false,
            DropsDependents = true,
            RelationClass = "PostgresRelation",
            IncrementalStrategies = ["append", "delete+insert", "merge", "microbatch"],
            Constraints = new Dictionary<string, ConstraintSupport>(StringComparer.Ordinal)
            {
                ["check"] = ConstraintSupport.Enforced,
                ["not_null"] = ConstraintSupport.Enforced,
                ["unique"] = ConstraintSupport.Enforced,
                ["primary_key"] = ConstraintSupport.Enforced,
                ["foreign_key"] = ConstraintSupport.Enforced,
                ["custom"] = ConstraintSupport.NotSupported,
            },
            SeedTypes = new("text", "integer", "float8", "boolean", "date", "timestamp without time zone"),
            Placeholder = static _ => "%s",
        };
}
