using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Adapters;

/// <summary>Makes the relations of nodes and sources, quoted as the project and the node say.</summary>
internal sealed class RelationNames(Dialect dialect, QuotingPolicy project)
{
    /// <summary>The relation of a model, seed, snapshot or stored test, or the name of a function.</summary>
    public Relation Of(ManifestNode node)
    {
        var own = node.Config.Map("quoting");
        return dialect.Unnamed with
        {
            Database = node.Database,
            Schema = node.Schema,
            Identifier = node.Alias.Length > 0 ? node.Alias : node.Name,
            Type = node.ResourceType == ResourceType.Function ? Relation.FunctionType : null,
            Quoting = Project().With(Choice(own, "database"), Choice(own, "schema"), Choice(own, "identifier")),
        };
    }

    /// <summary>The relation of a source's table.</summary>
    public Relation Of(SourceDefinition source) =>
        dialect.Unnamed with
        {
            Database = source.Database,
            Schema = source.Schema,
            Identifier = source.Identifier,
            Quoting = dialect.Quoting.With(source.Quoting.Database, source.Quoting.Schema, source.Quoting.Identifier),
        };

    /// <summary>The CTE that stands for an ephemeral model in those that select from it.</summary>
    public Relation Cte(ManifestNode node) => dialect.Unnamed with { Identifier = CteName(node), Type = "cte" };

    /// <summary>The name of the CTE that holds an ephemeral model.</summary>
    public static string CteName(ManifestNode node) =>
        EphemeralPrefix + (node.CteAlias ?? (node.Alias.Length > 0 ? node.Alias : node.Name));

    /// <summary>The relation that stands for a node in another state of the project.</summary>
    public Relation Of(DeferRelation deferred) =>
        dialect.Unnamed with
        {
            Database = deferred.Database,
            Schema = deferred.Schema,
            Identifier = deferred.Alias,
            Quoting = Project(),
        };

    /// <summary>A schema.</summary>
    public Relation Schema(string? database, string? schema) =>
        dialect.Unnamed with
        {
            Database = database,
            Schema = schema,
            Quoting = Project(),
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
