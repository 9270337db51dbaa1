using System.Text.Json;

namespace Headgate.Mcp.Local.Manifests;

/// <summary>The manifest of the project as <c>parse</c> has written it.</summary>
internal sealed class Manifest(JsonElement root)
{
    /// <summary>Parts in which a thing can have its unique id, in the order in which a name is looked for.</summary>
    private static readonly string[] Parts = ["nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries", "unit_tests"];

    /// <summary>Reads the file.</summary>
    /// <exception cref="JsonException">It is no manifest.</exception>
    public static async Task<Manifest> ReadAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        using var json = await JsonDocument.ParseAsync(stream, default, cancellation);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? new Manifest(json.RootElement.Clone())
            : throw new JsonException("The file is no manifest: it holds no object.");
    }

    /// <summary>The thing of a unique id; of kind Undefined where there is none.</summary>
    public JsonElement Find(string uniqueId)
    {
        foreach (var part in Parts)
        {
            if (Part(part) is { ValueKind: JsonValueKind.Object } things && things.TryGetProperty(uniqueId, out var found))
            {
                return found;
            }
        }
        return default;
    }

    /// <summary>Unique ids of what has a name: a node's, <c>source.table</c>, or the whole dotted name.</summary>
    public IReadOnlyList<string> Named(string name) =>
        [
            .. Parts
                .Select(Part)
                .Where(part => part.ValueKind == JsonValueKind.Object)
                .SelectMany(part => part.EnumerateObject())
                .Where(thing => Names(thing.Value).Contains(name, StringComparer.Ordinal))
                .Select(thing => thing.Name),
        ];

    /// <summary>Unique ids of what a thing stands on, or what stands on it.</summary>
    /// <param name="uniqueId">The thing.</param>
    /// <param name="isChildren">What stands on it, and not what it stands on.</param>
    public IReadOnlyList<string> Next(string uniqueId, bool isChildren) =>
        Part(isChildren ? "child_map" : "parent_map") is { ValueKind: JsonValueKind.Object } map
        && map.TryGetProperty(uniqueId, out var next)
        && next.ValueKind == JsonValueKind.Array
            ? [.. next.EnumerateArray().Select(one => one.ToString())]
            : [];

    /// <summary>The dotted name of a thing, as dbt selects it.</summary>
    public static string DottedName(JsonElement thing) =>
        thing.TryGetProperty("fqn", out var fqn) && fqn.ValueKind == JsonValueKind.Array
            ? string.Join('.', fqn.EnumerateArray().Select(word => word.ToString()))
            : "";

    private JsonElement Part(string name) => root.TryGetProperty(name, out var part) ? part : default;

    private static IEnumerable<string> Names(JsonElement thing)
    {
        if (thing.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }
        var name = Text(thing, "name");
        yield return Text(thing, "source_name") is { Length: > 0 } source ? $"{source}.{name}" : name;
        yield return DottedName(thing);
    }

    private static string Text(JsonElement thing, string member) =>
        thing.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
