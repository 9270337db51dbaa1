using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Macros;

/// <summary>Adds to macros what property files say of them.</summary>
internal static class MacroPatcher
{
    /// <summary>Describes the macro of an entry; warns where there is none.</summary>
    public static void Apply(Manifest manifest, PropertyEntry entry, WarningLog warnings)
    {
        if (!manifest.Macros.TryGetValue($"macro.{entry.Package.Name}.{entry.Name}", out var macro))
        {
            warnings.Add("MacroNotFoundForPatch", $"Found patch for macro \"{entry.Name}\" which was not found");
            return;
        }

        var config = entry.Config;
        macro.PatchPath = entry.PatchPath;
        macro.Description = entry.Description;
        macro.Meta = PlainData.Clone(entry.Map("meta") ?? []);
        foreach (var (key, value) in config.GetValueOrDefault("meta") as OrderedDictionary<string, object?> ?? [])
        {
            macro.Meta[key] = PlainData.Clone(value);
        }
        if ((config.GetValueOrDefault("docs") as OrderedDictionary<string, object?> ?? entry.Map("docs")) is { } docs)
        {
            macro.Docs = new DocsConfig
            {
                Show = docs.GetValueOrDefault("show") is not false,
                NodeColor = docs.GetValueOrDefault("node_color") as string,
            };
        }
        macro.Arguments = [.. entry.Maps("arguments").Select(entry.Part).Select(Argument)];
    }

    private static MacroArgument Argument(PropertyEntry argument) =>
        new()
        {
            Name = argument.Name,
            Type = argument.OptionalText("type"),
            Description = argument.Description,
        };
}
