namespace Headgate.Dbt.Adapters;

/// <summary>What differs between databases and is needed outside SQL macros.</summary>
internal sealed record Dialect
{
    /// <summary>The character around a quoted name.</summary>
    public string QuoteCharacter { get; init; } = "\"";

    /// <summary>Which parts of a relation's name are quoted unless the project says otherwise.</summary>
    public NameParts Quoting { get; init; } = new(true, true, true);

    /// <summary>The most characters of a relation's name; null where there is no limit that matters.</summary>
    public int? LongestName { get; init; }

    /// <summary>Must a relation that is cut to fewer rows have a name of its own in FROM?</summary>
    public bool RequiresAlias { get; init; } = true;

    /// <summary>Can a connection reach relations of other databases than its own?</summary>
    public bool CrossesDatabases { get; init; } = true;

    /// <summary>
    /// Do views that read a relation go when it is dropped? Then the macro <c>get_relations</c> tells which relations hang on which.
    /// </summary>
    public bool DropsDependents { get; init; }

    /// <summary>The strategies an incremental model may name, the default first.</summary>
    public required IReadOnlyList<string> IncrementalStrategies { get; init; }

    /// <summary>How a constraint of each type is kept by the database.</summary>
    public required IReadOnlyDictionary<string, ConstraintSupport> Constraints { get; init; }

    /// <summary>The column types given to seeds.</summary>
    public required SeedTypes SeedTypes { get; init; }

    /// <summary>Names of types that the database reports in another spelling than contracts may use.</summary>
    public IReadOnlyDictionary<string, string> TypeAliases { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The positional placeholder of the database's parameters, counted from 0.</summary>
    public required Func<int, string> Placeholder { get; init; }

    /// <summary>The class of the database's relations as dbt names it, which templates see: <c>PostgresRelation</c>.</summary>
    public required string RelationClass { get; init; }

    /// <summary>A relation without a name, with what the database asks of each.</summary>
    public Relation Unnamed =>
        new()
        {
            Class = RelationClass,
            Quoting = Quoting,
            QuoteCharacter = QuoteCharacter,
            LongestName = LongestName,
            RequireAlias = RequiresAlias,
        };

    /// <summary>Puts a name in quotes, doubling quotes inside it.</summary>
    public string Quote(string name) =>
        QuoteCharacter + name.Replace(QuoteCharacter, QuoteCharacter + QuoteCharacter, StringComparison.Ordinal) + QuoteCharacter;
}
