using System.Globalization;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Fields of nodes that are answered from memory.</summary>
internal static class OutlineFields
{
    public static Dictionary<string, Func<GraphNode, object?>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["accountId"] = n => n.In.Place.AccountId,
            ["environmentId"] = n => n.In.Place.EnvironmentId,
            ["projectId"] = n => n.In.Place.ProjectId,
            ["jobId"] = n => n.Past?.JobId ?? n.In.Place.JobId,
            ["jobDefinitionId"] = n => n.In.Place.JobId,
            ["runId"] = n => n.Past?.RunId ?? n.In.Place.RunId,
            ["runGeneratedAt"] = n => n.In.Place.GeneratedAt,
            ["manifestGeneratedAt"] = n => n.In.Place.GeneratedAt,
            ["dbtVersion"] = n => n.In.Place.DbtVersion,
            ["dbtProjectName"] = n => n.IsExternal ? n.Node.Outline.Package : n.In.Place.DbtProjectName,
            ["environmentName"] = _ => null,
            ["uniqueId"] = n => n.Node.Id,
            ["name"] = n => n.Node.Outline.Name,
            ["description"] = n => n.Node.Outline.Description,
            ["filePath"] = n => n.Node.Outline.FilePath,
            ["originalFilePath"] = n => n.Node.Outline.FilePath,
            ["path"] = n => n.Node.Outline.FilePath,
            ["rootPath"] = _ => null,
            ["patchPath"] = n => n.Node.Outline.PatchPath,
            ["fqn"] = n => n.Node.Outline.Fqn,
            ["packageName"] = n => n.Node.Outline.Package,
            ["database"] = n => n.Node.Outline.Database,
            ["schema"] = n => n.Node.Outline.Schema,
            ["alias"] = n => n.Node.Outline.Alias,
            ["identifier"] = n => n.Node.Outline.Alias,
            ["relationName"] = n => n.Node.Outline.RelationName,
            ["tags"] = n => n.Node.Outline.Tags,
            ["group"] = n => n.Node.Outline.Group,
            ["dbtGroup"] = n => n.Node.Outline.Group,
            ["access"] = n => n.Node.Outline.Access,
            ["version"] = n => n.Node.Outline.Version,
            ["latestVersion"] = n => n.Node.Outline.LatestVersion,
            ["releaseVersion"] = n => ReleaseOf(n.Node),
            ["materializedType"] = n => n.Node.Outline.Materialized,
            ["materializationType"] = n => n.Node.Outline.Materialized,
            ["language"] = n => n.Node.Outline.Language,
            ["contractEnforced"] = n => n.Node.Outline.ContractEnforced ?? false,
            ["isDescriptionInherited"] = _ => false,
            ["modelingLayer"] = n => ModelingLayers.Of(n.Node.Outline),
            ["resourceType"] = n => n.Form == NodeForm.Lineage ? n.Node.Kind : NodeKinds.WordOf(n.Node.Outline.ResourceType),
            ["sourceName"] = n => n.Node.Outline.SourceName,
            ["loader"] = n => n.Node.Outline.Loader,
            ["exposureType"] = n => n.Node.Outline.Kind,
            ["url"] = n => n.Node.Outline.Url,
            ["label"] = n => n.Node.Outline.Label,
            ["maturity"] = n => n.Node.Outline.Maturity,
            ["ownerName"] = n => n.Node.Outline.OwnerName,
            ["ownerEmail"] = n => n.Node.Outline.OwnerEmail,
            ["columnName"] = n => n.Node.Outline.ColumnName,
            ["testType"] = n => TestTypeOf(n.Node),
            ["testedNodeUniqueId"] = n => n.Node.Outline.TestedNode,
            ["thisInputNodeUniqueId"] = _ => null,
            ["resource"] = n => n.Node.Outline.TestedNode ?? "",
            ["dependsOn"] = n => n.Node.Outline.Parents,
            ["parentIds"] = n => n.Node.Outline.Parents,
            ["publicParentIds"] = n => n.Node.Outline.Parents.Where(id => n.In.Known(id)?.Outline.Access == "public").ToList(),
            ["matchesMethod"] = n => n.IsMatched,
            ["paginationCursor"] = n => Connection.Cursor(n.Node.Id),
            ["autoBiProvider"] = _ => null,
        };

    /// <summary>Where a version stands among those of its model.</summary>
    public static string ReleaseOf(ViewNode node)
    {
        var (version, latest) = (node.Outline.Version, node.Outline.LatestVersion);
        return version is null ? "none"
            : version == latest ? "latest"
            : Number(version) < Number(latest) ? "old"
            : "prerelease";
    }

    /// <summary>The schema's word for the kind of a test.</summary>
    public static string TestTypeOf(ViewNode node) =>
        node.Outline.ResourceType == "unit_test" ? "UNIT_TEST"
        : node.Outline.IsGeneric ? "GENERIC_DATA_TEST"
        : "SINGULAR_DATA_TEST";

    private static double? Number(string? version) =>
        double.TryParse(version, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
