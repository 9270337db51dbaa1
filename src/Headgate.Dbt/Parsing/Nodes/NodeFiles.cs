using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Makes nodes from files, before anything of their text is known.</summary>
internal static class NodeFiles
{
    /// <summary>A node of a file.</summary>
    /// <param name="scope">What parsers share.</param>
    /// <param name="package">Package of the file.</param>
    /// <param name="type">Kind of the node.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="path">Path below the resource folder, as the node shows it.</param>
    /// <param name="rawCode">Template text.</param>
    public static ManifestNode Create(
        ParseScope scope,
        Package package,
        ResourceType type,
        SourceFile file,
        string name,
        string path,
        string rawCode
    ) =>
        new()
        {
            Name = name,
            ResourceType = type,
            PackageName = package.Name,
            Path = path,
            OriginalFilePath = file.OriginalPath,
            UniqueId = UniqueIds.Of(type, package.Name, name),
            Fqn = Fqn.Of(package.Name, path, name),
            Database = scope.Project.Target.Database,
            Schema = scope.Project.Target.Schema,
            Alias = name,
            Checksum = file.Checksum,
            RawCode = rawCode,
            CreatedAt = scope.CreatedAt,
            DependsOn = new DependsOn { MacrosOnly = type == ResourceType.Seed },
        };
}
