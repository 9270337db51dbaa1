using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Sources;

/// <summary>Parses source tables.</summary>
internal sealed class SourceParser(ParseScope scope)
{
    /// <summary>The definition of a table.</summary>
    /// <exception cref="DbtException">A key is missing or has the wrong form.</exception>
    public SourceDefinition Parse(SourceTable described)
    {
        var (source, table) = (described.Source, described.Table);
        var package = source.Package;
        var (sourceName, name) = (source.Name, table.Name);
        List<string> fqn = [.. Fqn.Prefix(package.Name, source.File.RelativePath), sourceName, name];
        var properties = SourceConfig.Of(source, table);
        var sourceMeta = Meta(source);
        var meta = PlainData.Clone(sourceMeta);
        foreach (var (key, value) in Meta(table))
        {
            meta[key] = value;
        }
        properties.Config["meta"] = PlainData.Clone(meta);
        properties.Config["tags"] = Tags(source).Concat(Tags(table)).Distinct().Order(StringComparer.Ordinal).ToList<object?>();
        var config = scope.Configs.Build(ResourceType.Source, package, fqn, calls: null, properties.Config);
        config["freshness"] = FreshnessThresholds.ToData(properties.Freshness);
        var definition = new SourceDefinition
        {
            Name = name,
            PackageName = package.Name,
            Path = source.File.OriginalPath,
            OriginalFilePath = source.File.OriginalPath,
            UniqueId = UniqueIds.OfSource(package.Name, sourceName, name),
            Fqn = fqn,
            SourceName = sourceName,
            SourceDescription = source.Description,
            Loader = source.OptionalText("loader") ?? "",
            Identifier = table.OptionalText("identifier") ?? name,
            Database = source.OptionalText("database") ?? source.OptionalText("catalog") ?? scope.Project.Target.Database,
            Schema = source.OptionalText("schema") ?? sourceName,
            Quoting = Quoting(source, table),
            LoadedAtField = config.Text("loaded_at_field"),
            LoadedAtQuery = config.Text("loaded_at_query"),
            Freshness = properties.Freshness,
            External = ExternalReader.Read(table),
            Description = table.Description,
            Meta = meta,
            SourceMeta = sourceMeta,
            Tags = [.. config.Tags],
            Config = config,
            PatchPath = described.PatchPath,
            UnrenderedConfig = scope.Configs.BuildUnrendered(ResourceType.Source, package, fqn, calls: null, properties.Config),
            UnrenderedDatabase = source.OptionalText(SourceRendering.UnrenderedDatabase),
            UnrenderedSchema = source.OptionalText(SourceRendering.UnrenderedSchema),
            CreatedAt = scope.CreatedAt,
        };
        foreach (var column in ColumnReader.Read(table))
        {
            definition.Columns[column.Info.Name] = column.Info;
        }
        definition.RelationName = scope.Templates.RelationName(definition);
        return definition;
    }

    /// <summary>Tags that tests of a column of the table inherit; those under <c>config</c> are not inherited.</summary>
    public static IEnumerable<string> InheritedTags(SourceTable described, DescribedColumn? column) =>
        TagList
            .Read(described.Source.Data.GetValueOrDefault("tags"))
            .Concat(TagList.Read(described.Table.Data.GetValueOrDefault("tags")))
            .Concat(column?.Info.Tags ?? []);

    private static IEnumerable<string> Tags(PropertyEntry entry) =>
        TagList.Read(entry.Data.GetValueOrDefault("tags")).Concat(TagList.Read(entry.Config.GetValueOrDefault("tags")));

    private static OrderedDictionary<string, object?> Meta(PropertyEntry entry)
    {
        var meta = PlainData.Clone(entry.Map("meta") ?? []);
        foreach (var (key, value) in entry.Config.GetValueOrDefault("meta") as OrderedDictionary<string, object?> ?? [])
        {
            meta[key] = PlainData.Clone(value);
        }
        return meta;
    }

    private static QuotingPolicy Quoting(PropertyEntry source, PropertyEntry table)
    {
        var (outer, inner) = (source.Map("quoting"), table.Map("quoting"));
        return new QuotingPolicy
        {
            Database = Part("database"),
            Schema = Part("schema"),
            Identifier = Part("identifier"),
            Column = Part("column"),
        };

        bool? Part(string key) => (inner?.GetValueOrDefault(key) ?? outer?.GetValueOrDefault(key)) as bool?;
    }
}
