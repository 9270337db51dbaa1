using System.Text.Json;

namespace Headgate.Metadata.Artifacts;

/// <summary>Makes the outline of what a manifest says of a node.</summary>
internal static class OutlineReader
{
    /// <summary>Reads it.</summary>
    /// <param name="id">dbt's id, under which the manifest has it.</param>
    /// <param name="type">Its kind.</param>
    /// <param name="json">What the manifest says.</param>
    public static NodeOutline Read(string id, string type, JsonElement json)
    {
        var (config, owner, depends) = (json.At("config"), json.At("owner"), json.At("depends_on"));
        return new NodeOutline
        {
            UniqueId = id,
            ResourceType = type,
            Name = json.Text("name") ?? "",
            Package = json.Text("package_name"),
            FilePath = json.Text("original_file_path") ?? json.Text("path") ?? "",
            PatchPath = json.Text("patch_path"),
            Fqn = json.At("fqn").Texts(),
            Description = json.Text("description", ArtifactLimits.Prose),
            Database = json.Text("database"),
            Schema = json.Text("schema"),
            Alias = json.Text("alias") ?? json.Text("identifier"),
            RelationName = json.Text("relation_name"),
            Tags = Tags(json, config),
            Group = json.Text("group") ?? config.Text("group"),
            Access = json.Text("access") ?? (type == "model" ? config.Text("access") : null),
            Version = json.At("version").Word(),
            LatestVersion = json.At("latest_version").Word(),
            Materialized = config.Text("materialized"),
            Language = json.Text("language"),
            ContractEnforced = json.At("contract", "enforced").Flag() ?? config.At("contract", "enforced").Flag(),
            Parents = depends.At(type == "macro" ? "macros" : "nodes").Texts().Distinct().ToList(),
            Macros = type == "macro" ? [] : depends.At("macros").Texts(),
            SourceName = json.Text("source_name"),
            Loader = json.Text("loader"),
            Kind = json.Text("type"),
            Url = json.Text("url"),
            Label = json.Text("label"),
            Maturity = json.Text("maturity"),
            OwnerName = owner.Text("name"),
            OwnerEmail = owner.At("email").Texts() is [var email, ..] ? email : null,
            ColumnName = json.Text("column_name"),
            TestedNode = Tested(type, json, depends),
            IsGeneric = json.At("test_metadata").ValueKind == JsonValueKind.Object,
        };
    }

    /// <summary>Newer manifests keep the tags of what is no node in its configuration alone.</summary>
    private static IReadOnlyList<string> Tags(JsonElement json, JsonElement config) =>
        json.At("tags").Texts() is { Count: > 0 } tags ? tags : config.At("tags").Texts();

    private static string? Tested(string type, JsonElement json, JsonElement depends) =>
        type switch
        {
            "test" => json.Text("attached_node"),
            "unit_test" => json.Text("tested_node_unique_id") ?? (depends.At("nodes").Texts() is [var first, ..] ? first : null),
            _ => null,
        };
}
