namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>DuckDB's quoting, types and strategies.</summary>
internal static class DuckDbDialect
{
    /// <summary>The one dialect.</summary>
    public static Dialect Instance { get; } =
        new()
        {
            RequiresAlias = false,
            RelationClass = "DuckDBRelation",
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
            SeedTypes = new("varchar", "bigint", "double", "boolean", "date", "timestamp"),
            TypeAliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["text"] = "varchar",
                ["string"] = "varchar",
                ["int"] = "integer",
                ["float"] = "float",
                ["numeric"] = "decimal",
                ["bool"] = "boolean",
            },
            Placeholder = static _ => "?",
        };
}
