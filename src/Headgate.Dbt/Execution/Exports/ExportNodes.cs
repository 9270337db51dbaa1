using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.Exports;

/// <summary>The nodes that a saved query's exports are made by: models of no project, whose SQL is the query's.</summary>
internal static class ExportNodes
{
    /// <summary>The exports that make something. One to <c>cache</c> is for the semantic layer's own cache.</summary>
    public static IEnumerable<SavedQueryExport> Made(SavedQuery query) => query.Exports.Where(export => export.Config.ExportAs != "cache");

    /// <summary>The schemas that exports of the given resources go to.</summary>
    public static IEnumerable<(string? Database, string Schema)> Schemas(IEnumerable<IManifestResource> resources) =>
        resources
            .OfType<SavedQuery>()
            .SelectMany(Made)
            .Select(export => (export.Config.Database, export.Config.SchemaName ?? ""))
            .Distinct();

    /// <summary>The node of an export.</summary>
    public static ManifestNode Make(SavedQuery query, SavedQueryExport export, string sql)
    {
        var file = export.Name + ".sql";
        return new()
        {
            Name = export.Name,
            PackageName = query.PackageName,
            Path = file,
            OriginalFilePath = query.OriginalFilePath,
            UniqueId = query.UniqueId,
            ResourceType = ResourceType.Model,
            Database = export.Config.Database,
            Schema = export.Config.SchemaName ?? "",
            Alias = export.Config.Alias ?? export.Name,
            Config = new NodeConfig { ["materialized"] = export.Config.ExportAs },
            Language = "sql",
            RawCode = sql,
            Compiled = true,
            CompiledCode = sql,
        };
    }
}
