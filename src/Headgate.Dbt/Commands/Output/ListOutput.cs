using System.Text.Json;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;

namespace Headgate.Dbt.Commands.Output;

/// <summary>What <c>ls</c> prints about a resource.</summary>
internal static class ListOutput
{
    private static readonly string[] UsualKeys =
    [
        "alias",
        "name",
        "package_name",
        "depends_on",
        "tags",
        "config",
        "resource_type",
        "source_name",
        "original_file_path",
        "unique_id",
    ];

    /// <summary>The line, in the form that the call asks for.</summary>
    public static string Line(IManifestResource resource, OptionValues options) =>
        options.Get(CommandOptions.Output) switch
        {
            "name" => Name(resource),
            "path" => resource.OriginalFilePath,
            "json" => Json(resource, Keys(options.Get(CommandOptions.OutputKeys))),
            _ => Selector(resource),
        };

    private static string Name(IManifestResource resource) =>
        resource switch
        {
            SourceDefinition source => $"{source.SourceName}.{source.Name}",
            ManifestNode { Version: { } version } node => $"{node.Name}.v{version}",
            _ => resource.Name,
        };

    private static string Selector(IManifestResource resource) =>
        resource switch
        {
            SourceDefinition source => $"source:{source.PackageName}.{source.SourceName}.{source.Name}",
            { ResourceType: ResourceType.Exposure or ResourceType.Metric or ResourceType.SavedQuery or ResourceType.SemanticModel } =>
                $"{resource.ResourceType.Word()}:{resource.PackageName}.{resource.Name}",
            UnitTest test => $"unit_test:{test.PackageName}.{(test.Version is null ? test.Name : test.Name + "_v" + test.Version)}",
            _ => string.Join('.', resource.Fqn),
        };

    private static List<string> Keys(IReadOnlyList<string> asked) =>
        [.. asked.SelectMany(k => k.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static string Json(IManifestResource resource, List<string> asked)
    {
        var reader = new Utf8JsonReader(ManifestFile.ToJson(resource));
        reader.Read();
        var all = PlainDataConverter.ReadMap(ref reader);
        var shown = new OrderedDictionary<string, object?>();
        if (asked.Count == 0)
        {
            foreach (var (key, value) in all.Where(p => UsualKeys.Contains(p.Key)))
            {
                shown[key] = value;
            }
        }
        foreach (var key in asked)
        {
            if (TryFind(all, key.Split('.'), out var value))
            {
                shown[key] = value;
            }
        }
        return PythonJson.Write(shown);
    }

    private static bool TryFind(OrderedDictionary<string, object?> from, string[] keys, out object? found)
    {
        found = from;
        foreach (var key in keys)
        {
            if (found is not OrderedDictionary<string, object?> map || !map.TryGetValue(key, out found))
            {
                return false;
            }
        }
        return true;
    }
}
