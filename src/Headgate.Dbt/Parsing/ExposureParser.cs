using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing;

/// <summary>Parses exposures.</summary>
internal sealed class ExposureParser(ParseScope scope)
{
    private static readonly string[] Types = ["dashboard", "notebook", "analysis", "ml", "application"];
    private static readonly string[] Maturities = ["low", "medium", "high"];

    /// <summary>The exposure of an entry.</summary>
    /// <exception cref="DbtException">A key is missing or has the wrong form.</exception>
    public Exposure Parse(PropertyEntry entry)
    {
        var package = entry.Package;
        var name = entry.Name;
        var type = OneOf(entry, "type", Types, entry.RequiredText("type"))!;
        var owner = OwnerReader.Read(entry);
        var fqn = Fqn.Of(package.Name, entry.File.RelativePath, name);
        var config = scope.Configs.Build(ResourceType.Exposure, package, fqn, calls: null, entry.Config);
        var tags = TagList.Read(entry.Data.GetValueOrDefault("tags")).Concat(config.Tags).Distinct().Order(StringComparer.Ordinal).ToList();
        var meta = PlainData.Clone(entry.Map("meta") ?? []);
        foreach (var (key, value) in config.Meta)
        {
            meta[key] = value;
        }
        config["tags"] = tags.ToList<object?>();
        config["meta"] = PlainData.Clone(meta);
        var exposure = new Exposure
        {
            Name = name,
            PackageName = package.Name,
            Path = entry.File.RelativePath,
            OriginalFilePath = entry.File.OriginalPath,
            UniqueId = UniqueIds.Of(ResourceType.Exposure, package.Name, name),
            Fqn = fqn,
            Type = type,
            Owner = owner,
            Description = entry.Description,
            Label = entry.OptionalText("label"),
            Maturity = OneOf(entry, "maturity", Maturities, entry.OptionalText("maturity")),
            Url = entry.OptionalText("url"),
            Meta = meta,
            Tags = tags,
            Config = config,
            UnrenderedConfig = scope.Configs.BuildUnrendered(ResourceType.Exposure, package, fqn, calls: null, entry.Config),
            CreatedAt = scope.CreatedAt,
        };
        var calls = ReferenceCalls.Read(entry.List("depends_on").OfType<string>());
        exposure.Refs = [.. calls.Refs];
        exposure.Sources = [.. calls.Sources];
        exposure.Metrics = [.. calls.Metrics];
        return exposure;
    }

    private static string? OneOf(PropertyEntry entry, string key, string[] words, string? word) =>
        word is null || words.Contains(word)
            ? word
            : throw entry.Error($"at path ['{key}']: '{word}' is not one of {PythonText.Repr(words.ToList<object?>())}");
}
