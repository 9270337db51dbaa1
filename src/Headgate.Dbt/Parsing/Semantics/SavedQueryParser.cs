using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Parses saved queries.</summary>
internal sealed class SavedQueryParser(ParseScope scope)
{
    /// <summary>The saved query of an entry.</summary>
    /// <exception cref="DbtException">A key is missing or has the wrong form.</exception>
    public SavedQuery Parse(PropertyEntry entry)
    {
        var package = entry.Package;
        var fqn = Fqn.Of(package.Name, entry.File.RelativePath, entry.Name);
        var properties = NodePatchReader.ReadConfig(entry);
        var config = scope.Configs.Build(ResourceType.SavedQuery, package, fqn, calls: null, properties);
        var parameters = entry.Part(entry.RequiredMap("query_params"));
        return new SavedQuery
        {
            Name = entry.Name,
            PackageName = package.Name,
            Path = entry.File.RelativePath,
            OriginalFilePath = entry.File.OriginalPath,
            UniqueId = UniqueIds.Of(ResourceType.SavedQuery, package.Name, entry.Name),
            Fqn = fqn,
            QueryParams = new SavedQueryParams
            {
                Metrics = [.. parameters.List("metrics").OfType<string>()],
                GroupBy = [.. parameters.List("group_by").OfType<string>()],
                Where = WhereFilterReader.Read(parameters, "where"),
                OrderBy = [.. parameters.List("order_by").OfType<string>()],
                Limit = parameters.Data.GetValueOrDefault("limit") as long?,
            },
            Exports = [.. entry.Maps("exports").Select(entry.Part).Select(export => Export(export, config))],
            Description = entry.OptionalText("description"),
            Label = entry.OptionalText("label"),
            Config = config,
            UnrenderedConfig = scope.Configs.BuildUnrendered(ResourceType.SavedQuery, package, fqn, calls: null, properties),
            Group = config.Group,
            Tags =
            [
                .. TagList
                    .Read(entry.Data.GetValueOrDefault("tags"))
                    .Concat(TagList.Read(entry.Config.GetValueOrDefault("tags")))
                    .Distinct(),
            ],
            CreatedAt = scope.CreatedAt,
        };
    }

    private SavedQueryExport Export(PropertyEntry export, NodeConfig query)
    {
        var config = export.Part(export.Config);
        return new SavedQueryExport
        {
            Name = export.Name,
            Config = new ExportConfig
            {
                ExportAs = config.OptionalText("export_as") ?? query.Text("export_as") ?? "table",
                SchemaName =
                    config.OptionalText("schema") ?? config.OptionalText("schema_name") ?? query.Schema ?? scope.Project.Target.Schema,
                Alias = config.OptionalText("alias") ?? export.Name,
                Database = scope.Project.Target.Database,
            },
            UnrenderedConfig = PlainData.Clone(export.Config),
        };
    }
}
