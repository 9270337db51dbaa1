namespace Headgate.Dbt.Parsing.Sources;

/// <summary>Database and schema of a source are kept as written too, so that a change of the target does not count as a change of the source.</summary>
internal static class SourceRendering
{
    public const string UnrenderedDatabase = "unrendered_database";
    public const string UnrenderedSchema = "unrendered_schema";

    /// <summary>Notes what was written.</summary>
    /// <param name="rendered">The rendered entry.</param>
    /// <param name="written">The entry as written.</param>
    public static void Keep(OrderedDictionary<string, object?> rendered, OrderedDictionary<string, object?> written)
    {
        if (written.GetValueOrDefault("database") is string database)
        {
            rendered[UnrenderedDatabase] = database;
        }
        if (written.GetValueOrDefault("schema") is string schema)
        {
            rendered[UnrenderedSchema] = schema;
        }
    }
}
