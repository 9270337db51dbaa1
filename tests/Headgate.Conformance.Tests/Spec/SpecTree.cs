using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Headgate.Conformance.Tests.Spec;

/// <summary>An OpenAPI document as JSON, with its references followed: the official one and ours are read alike.</summary>
internal sealed class SpecTree(JsonNode root)
{
    public static SpecTree OfYaml(string file)
    {
        using var reader = new StreamReader(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new SpecTree(Json(yaml.Documents[0].RootNode)!);
    }

    /// <summary>Operations by method and path; names of path values are left out, as the two call them differently.</summary>
    public Dictionary<string, JsonObject> Operations()
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (path, methods) in root["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject().Where(m => m.Key is "get" or "post" or "put" or "patch" or "delete"))
            {
                var anonymous = string.Join('/', path.Trim('/').Split('/').Select(s => s.StartsWith('{') ? "{}" : s));
                found[$"{method.ToUpperInvariant()} /{anonymous}/"] = operation!.AsObject();
            }
        }
        return found;
    }

    /// <summary>Names of query parameters.</summary>
    public IEnumerable<string> Query(JsonObject operation) =>
        (operation["parameters"] as JsonArray ?? [])
            .Select(p => Follow(p!))
            .Where(p => p["in"]!.GetValue<string>() == "query")
            .Select(p => p["name"]!.GetValue<string>());

    /// <summary>Every field of the body, nested ones with dots, items of lists with <c>[]</c>.</summary>
    public IReadOnlySet<string> BodyFields(JsonObject operation) =>
        operation["requestBody"]?["content"] is JsonObject content ? Fields(content.First().Value!["schema"]) : new HashSet<string>();

    /// <summary>Every field of the answer's success.</summary>
    public IReadOnlySet<string> AnswerFields(JsonObject operation)
    {
        var success = operation["responses"]!.AsObject().Where(r => r.Key.StartsWith('2')).Select(r => r.Value!).FirstOrDefault();
        return success?["content"] is JsonObject content ? Fields(content.First().Value!["schema"]) : new HashSet<string>();
    }

    private HashSet<string> Fields(JsonNode? schema)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Walk(schema, "", found, []);
        return found;
    }

    private void Walk(JsonNode? schema, string prefix, HashSet<string> found, List<string> within)
    {
        if (schema is not JsonObject node)
        {
            return;
        }
        if (node["$ref"] is JsonValue reference)
        {
            var name = reference.GetValue<string>();
            if (within.Contains(name))
            {
                return;
            }
            within.Add(name);
            Walk(Follow(node), prefix, found, within);
            within.RemoveAt(within.Count - 1);
            return;
        }
        foreach (var many in new[] { "allOf", "anyOf", "oneOf" })
        {
            foreach (var part in node[many] as JsonArray ?? [])
            {
                Walk(part, prefix, found, within);
            }
        }
        Walk(node["items"], prefix + "[]", found, within);
        foreach (var (name, property) in node["properties"] as JsonObject ?? [])
        {
            var path = prefix.Length == 0 ? name : $"{prefix}.{name}";
            found.Add(path);
            Walk(property, path, found, within);
        }
    }

    private JsonObject Follow(JsonNode node)
    {
        while (node["$ref"] is JsonValue reference)
        {
            node = reference
                .GetValue<string>()[2..]
                .Split('/', StringSplitOptions.RemoveEmptyEntries)
                .Aggregate(root, (at, step) => at is JsonArray list ? list[int.Parse(step)]! : at[Uri.UnescapeDataString(step)]!);
        }
        return node.AsObject();
    }

    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value),
            _ => null,
        };
}
