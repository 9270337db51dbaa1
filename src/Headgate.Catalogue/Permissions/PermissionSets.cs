using System.Collections.Frozen;

namespace Headgate.Catalogue;

/// <summary>All permission sets, from the table <c>permission-sets.txt</c> that stands beside this file.</summary>
public static class PermissionSets
{
    private static readonly FrozenDictionary<string, PermissionSet> ByName = Read().ToFrozenDictionary(s => s.Name);

    /// <summary>All sets, by name.</summary>
    public static IReadOnlyList<PermissionSet> All { get; } = [.. ByName.Values.OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>The set of a name, or null.</summary>
    public static PermissionSet? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether a resource belongs to a project rather than to the account: it is then judged by the project's own grants.</summary>
    public static bool IsOfProject(PermissionResource resource) =>
        resource
            is PermissionResource.EnvironmentCredentials
                or PermissionResource.CustomEnvVariables
                or PermissionResource.CostInsights
                or PermissionResource.DataPlatformConfigs
                or PermissionResource.Develop
                or PermissionResource.Environments
                or PermissionResource.Jobs
                or PermissionResource.MetadataGraphql
                or PermissionResource.Permissions
                or PermissionResource.Projects
                or PermissionResource.Repositories
                or PermissionResource.Runs
                or PermissionResource.SemanticLayerConfig
                or PermissionResource.FusionUpgrade;

    private static List<PermissionSet> Read()
    {
        using var stream =
            typeof(PermissionSets).Assembly.GetManifestResourceStream("permission-sets.txt")
            ?? throw new InvalidOperationException("The table of permission sets is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var sets = new List<PermissionSet>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (word, rest) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (string.Equals(word, "set", StringComparison.Ordinal))
            {
                sets.Add(ReadSet(rest));
                continue;
            }
            foreach (var name in rest.Split(' '))
            {
                sets[^1]
                    .Hold(
                        PermissionResourceNames.Find(name) ?? throw new InvalidOperationException($"No resource is named \"{name}\"."),
                        Level(word)
                    );
            }
        }
        return sets;
    }

    private static PermissionSet ReadSet(string text)
    {
        var parts = text.Split([',', ';'], StringSplitOptions.TrimEntries);
        return new PermissionSet(
            parts[0],
            parts[1],
            Enum.Parse<PermissionReach>(parts[2], ignoreCase: true),
            string.Equals(parts[3], "token", StringComparison.Ordinal)
        );
    }

    private static PermissionLevel Level(string word) =>
        word switch
        {
            "write" => PermissionLevel.Write,
            "open" => PermissionLevel.WriteInOpenEnvironments,
            "read" => PermissionLevel.Read,
            _ => throw new InvalidOperationException($"\"{word}\" is no level of a permission."),
        };
}
