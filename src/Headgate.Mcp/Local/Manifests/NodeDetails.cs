using System.Text.Json;

namespace Headgate.Mcp.Local.Manifests;

/// <summary>What the manifest says of a thing, without its code: the path is there, and whoever works on the project can read the file.</summary>
internal static class NodeDetails
{
    private static readonly string[] Members =
    [
        "unique_id",
        "name",
        "resource_type",
        "package_name",
        "original_file_path",
        "path",
        "alias",
        "source_name",
        "identifier",
        "description",
        "columns",
        "meta",
        "tags",
        "config",
        "depends_on",
        "patch_path",
        "schema",
        "database",
        "relation_name",
        "language",
        "docs",
        "group",
        "access",
        "version",
        "latest_version",
        "deprecation_date",
        "contract",
        "constraints",
        "primary_key",
        "fqn",
        "build_path",
        "refs",
        "sources",
        "metrics",
        "created_at",
        "unrendered_config",
        "type",
        "type_params",
        "owner",
        "maturity",
        "url",
        "freshness",
        "loaded_at_field",
    ];

    private static readonly string[] Tested = ["model", "seed", "source", "snapshot"];

    /// <summary>The details of a thing, with the dotted names of its tests.</summary>
    public static JsonElement Of(Manifest manifest, string uniqueId)
    {
        var thing = manifest.Find(uniqueId);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var member in Members)
            {
                if (thing.TryGetProperty(member, out var value))
                {
                    json.WritePropertyName(member);
                    value.WriteTo(json);
                }
            }
            if (Tested.Contains(uniqueId.Split('.')[0], StringComparer.Ordinal))
            {
                json.WriteStartArray("tests"u8);
                foreach (
                    var test in manifest.Next(uniqueId, isChildren: true).Where(id => id.StartsWith("test.", StringComparison.Ordinal))
                )
                {
                    var name = manifest.Find(test) is { ValueKind: JsonValueKind.Object } found ? Manifest.DottedName(found) : "";
                    json.WriteStringValue(name.Length > 0 ? name : test);
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return JsonElement.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
