using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Adapters;

/// <summary>Makes the relations of nodes and sources, quoted as the project and the node say.</summary>
internal sealed class RelationNames(Dialect dialect, QuotingPolicy project)
{
    /// <summary>The relation of a model, seed, snapshot or stored test.</summary>
    public Relation Of(ManifestNode node)
    {
        var own = node.Config.Map("quoting");
        return new()
        {
            Database = node.Database,
            Schema = node.Schema,
            Identifier = node.Alias.Length > 0 ? node.Alias : node.Name,
            Quoting = Project().With(Choice(own, "database"), Choice(own, "schema"), Choice(own, "identifier")),
            QuoteCharacter = dialect.QuoteCharacter,
            LongestName = dialect.LongestName,
            RequireAlias = dialect.RequiresAlias,
        };
    }

    /// <summary>The relation of a source's table.</summary>
    public Relation Of(SourceDefinition source) =>
        new()
        {
            Database = source.Database,
            Schema = source.Schema,
            Identifier = source.Identifier,
            Quoting = dialect.Quoting.With(source.Quoting.Database, source.Quoting.Schema, source.Quoting.Identifier),
            QuoteCharacter = dialect.QuoteCharacter,
            LongestName = dialect.LongestName,
            RequireAlias = dialect.RequiresAlias,
        };

    /// <summary>The CTE that stands for an ephemeral model in those that select from it.</summary>
    public Relation Cte(ManifestNode node) =>
        new()
        {
            Identifier = EphemeralPrefix + node.Name,
            Type = "cte",
            Quoting = dialect.Quoting,
            QuoteCharacter = dialect.QuoteCharacter,
            LongestName = dialect.LongestName,
            RequireAlias = dialect.RequiresAlias,
        };

    /// <summary>The relation that stands for a node in another state of the project.</summary>
    public Relation Of(DeferRelation deferred) =>
        new()
        {
            Database = deferred.Database,
            Schema = deferred.Schema,
            Identifier = deferred.Alias,
            Quoting = Project(),
            QuoteCharacter = dialect.QuoteCharacter,
            LongestName = dialect.LongestName,
            RequireAlias = dialect.RequiresAlias,
        };

    /// <summary>A schema.</summary>
    public Relation Schema(string? database, string? schema) =>
        new()
        {
            Database = database,
            Schema = schema,
            Quoting = Project(),
            QuoteCharacter = dialect.QuoteCharacter,
            LongestName = dialect.LongestName,
            RequireAlias = dialect.RequiresAlias,
        };

    /// <summary>What stands before the name of a CTE that holds an ephemeral model.</summary>
    public const string EphemeralPrefix = "__dbt__cte__";

    /// <summary>A part's name, quoted as the project says: for <c>adapter.quote_as_configured</c>.</summary>
    public string QuoteAsConfigured(string name, string part)
    {
        var parts = Project();
        var quoted = part switch
        {
            "database" => parts.Database,
            "schema" => parts.Schema,
            _ => parts.Identifier,
        };
        return quoted ? dialect.Quote(name) : name;
    }

    private NameParts Project() => dialect.Quoting.With(project.Database, project.Schema, project.Identifier);

    private static bool? Choice(OrderedDictionary<string, object?>? quoting, string part) => quoting?.GetValueOrDefault(part) as bool?;
}
