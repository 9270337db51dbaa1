using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.Docs;

/// <summary>What the site knows of a project.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="GeneratedAt">When it was written.</param>
/// <param name="Resources">Everything in it.</param>
internal sealed record DocsData(string Project, string GeneratedAt, IReadOnlyList<DocsResource> Resources)
{
    /// <summary>The data of a manifest and a catalog.</summary>
    public static DocsData Of(Manifest manifest, Catalog catalog) =>
        new(
            manifest.Metadata.ProjectName ?? "dbt project",
            catalog.Metadata.GeneratedAt,
            [
                .. manifest
                    .Sources.Values.Select(source => Of(source, catalog))
                    .Concat(manifest.Nodes.Values.Where(n => n.ResourceType != ResourceType.Operation).Select(node => Of(node, catalog)))
                    .Concat(manifest.Functions.Values.Select(node => Of(node, catalog)))
                    .Concat(manifest.Exposures.Values.Select(e => Plain(e, e.Description)))
                    .Concat(manifest.Metrics.Values.Select(m => Plain(m, m.Description)))
                    .Concat(manifest.SemanticModels.Values.Select(m => Plain(m, m.Description)))
                    .Concat(manifest.SavedQueries.Values.Select(q => Plain(q, q.Description)))
                    .Concat(manifest.UnitTests.Values.Select(t => Plain(t, t.Description)))
                    .Concat(manifest.Macros.Values.Where(m => !IsEmbedded(m, manifest)).Select(Of))
                    .OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(r => r.Id, StringComparer.Ordinal),
            ]
        );

    private static DocsResource Of(SourceDefinition source, Catalog catalog) =>
        Plain(source, source.Description) with
        {
            Name = $"{source.SourceName}.{source.Name}",
            Relation = source.RelationName,
            Columns = Columns(source.Columns, catalog.Sources.GetValueOrDefault(source.UniqueId)),
        };

    private static DocsResource Of(ManifestNode node, Catalog catalog) =>
        Plain(node, node.Description) with
        {
            Materialized = node.IsRelational ? node.Materialized : null,
            Relation = node.RelationName,
            Column = node.ColumnName,
            Attached = node.AttachedNode,
            Columns = Columns(node.Columns, catalog.Nodes.GetValueOrDefault(node.UniqueId)),
            Raw = node.RawCode is { Length: > 0 } raw ? raw : null,
            Compiled = node.CompiledCode?.Trim(),
        };

    private static DocsResource Of(Macro macro) => Plain(macro, macro.Description) with { Raw = macro.MacroSql };

    private static DocsResource Plain(IManifestResource resource, string? description) =>
        new()
        {
            Id = resource.UniqueId,
            Type = resource.ResourceType.Word(),
            Name = resource.Name,
            Package = resource.PackageName,
            Path = resource.OriginalFilePath,
            Description = description ?? "",
            Tags = resource.Tags,
            Needs = resource.ResourceType == ResourceType.Macro ? [] : resource.ParentIds,
        };

    private static List<DocsColumn> Columns(OrderedDictionary<string, ColumnInfo> documented, CatalogTable? table) =>
        [
            .. (table?.Columns.Keys ?? Enumerable.Empty<string>())
                .Union(documented.Keys, StringComparer.OrdinalIgnoreCase)
                .Select(name => new DocsColumn(
                    name,
                    table?.Columns.GetValueOrDefault(name)?.Type ?? documented.GetValueOrDefault(name)?.DataType,
                    documented.FirstOrDefault(c => c.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.Description ?? ""
                )),
        ];

    /// <summary>The engine's own macros are nobody's project.</summary>
    private static bool IsEmbedded(Macro macro, Manifest manifest) =>
        macro.PackageName == "dbt" || macro.PackageName == "dbt_" + manifest.Metadata.AdapterType;
}
