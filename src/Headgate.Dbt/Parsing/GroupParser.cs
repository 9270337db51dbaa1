using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing;

/// <summary>Parses groups.</summary>
internal sealed class GroupParser(ParseScope scope)
{
    public Group Parse(PropertyEntry entry) =>
        new()
        {
            Name = entry.Name,
            PackageName = entry.Package.Name,
            Path = entry.File.RelativePath,
            OriginalFilePath = entry.File.OriginalPath,
            UniqueId = UniqueIds.Of(ResourceType.Group, entry.Package.Name, entry.Name),
            Owner = OwnerReader.Read(entry),
            Description = entry.OptionalText("description"),
            // dbt takes the models' section of the project file for groups.
            Config = scope.Configs.Build(
                ResourceType.Group,
                entry.Package,
                Fqn.Of(entry.Package.Name, entry.File.RelativePath, entry.Name),
                calls: null,
                entry.Config
            ),
        };
}
