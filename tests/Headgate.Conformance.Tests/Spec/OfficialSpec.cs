using Headgate.Testing;
using YamlDotNet.RepresentationModel;

namespace Headgate.Conformance.Tests.Spec;

/// <summary>One of the two official OpenAPI documents, as a tree.</summary>
internal sealed class OfficialSpec
{
    private static readonly Dictionary<string, OfficialSpec> Loaded = new(StringComparer.Ordinal);

    private readonly YamlMappingNode _root;

    private OfficialSpec(YamlMappingNode root) => _root = root;

    /// <summary>The document of a version.</summary>
    public static OfficialSpec Of(string version)
    {
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(version, out var spec))
            {
                spec = Load(Prerequisite.SharedData("spec", $"openapi-{version}.yaml"));
                Loaded[version] = spec;
            }
            return spec;
        }
    }

    /// <summary>The schema of a successful answer: of the status, or of the only 2xx that the document has.</summary>
    public YamlMappingNode? AnswerSchema(string method, string path)
    {
        var operation = Map(
            Map(Map(_root, "paths")!, path) ?? throw new InvalidOperationException($"{path} is not in the document."),
            method.ToLowerInvariant()
        );
        var responses = Map(operation ?? throw new InvalidOperationException($"{method} {path} is not in the document."), "responses")!;
        var success = responses
            .Children.Where(r => ((YamlScalarNode)r.Key).Value!.StartsWith('2'))
            .Select(r => (YamlMappingNode)r.Value)
            .First();
        return Map(success, "content") is { } content ? Map((YamlMappingNode)content.Children.First().Value, "schema") : null;
    }

    /// <summary>Follows a reference; gives the name of the schema too.</summary>
    public (YamlMappingNode Schema, string? Name) Resolve(YamlMappingNode schema)
    {
        string? name = null;
        while (Text(schema, "$ref") is { } reference)
        {
            name = reference.Split('/')[^1];
            schema = Map(Map(Map(_root, "components")!, "schemas")!, name)!;
        }
        return (schema, name);
    }

    public static YamlMappingNode? Map(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value as YamlMappingNode : null;

    public static YamlSequenceNode? List(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value as YamlSequenceNode : null;

    public static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;

    private static OfficialSpec Load(string file)
    {
        using var reader = new StreamReader(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new OfficialSpec((YamlMappingNode)yaml.Documents[0].RootNode);
    }
}
