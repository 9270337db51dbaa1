using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Session;

/// <summary>Options that the project sets under <c>flags</c> for all its calls.</summary>
internal static class ProjectFlags
{
    /// <summary>Takes them over where neither the call nor the environment says otherwise. A project that cannot be read has none; its loader says why.</summary>
    public static void Apply(ParsedCall call, string projectFolder)
    {
        if (!ProjectFolder.HasProject(projectFolder) || Read(projectFolder) is not { } flags)
        {
            return;
        }
        foreach (var option in call.Options.Options.ToList())
        {
            if (flags.TryGetValue(option.Key, out var value) && ValueOf(option, value) is { } set)
            {
                call.Options.Set(option, set, OptionOrigin.Project);
            }
        }
    }

    private static OrderedDictionary<string, object?>? Read(string folder)
    {
        try
        {
            var file = YamlDocument.Parse(File.ReadAllText(Path.Combine(folder, "dbt_project.yml"))).Root;
            return (file as OrderedDictionary<string, object?>)?.GetValueOrDefault("flags") as OrderedDictionary<string, object?>;
        }
        catch (YamlSyntaxException)
        {
            return null;
        }
    }

    private static object? ValueOf(Option option, object? value) =>
        (option, value) switch
        {
            (Option<bool>, bool flag) => flag,
            (Option<int?>, long number) => (int?)number,
            (Option<string?>, string text) => option.Read([text]) is { Error: null } read ? read.Value : null,
            (Option<OrderedDictionary<string, object?>>, OrderedDictionary<string, object?> map) => map,
            _ => null,
        };
}
