using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headgate.Metadata.Artifacts;

/// <summary>Reads <c>manifest.json</c> node by node; versions 4 to 12 differ in nothing that is kept.</summary>
internal static class ManifestReader
{
    /// <summary>The sections that hold nodes, and the kind of what they hold; null where each says it itself.</summary>
    private static readonly Dictionary<string, string?> Sections = new(StringComparer.Ordinal)
    {
        ["nodes"] = null,
        ["sources"] = "source",
        ["macros"] = "macro",
        ["exposures"] = "exposure",
        ["metrics"] = "metric",
        ["groups"] = "group",
        ["saved_queries"] = "saved_query",
        ["semantic_models"] = "semantic_model",
        ["unit_tests"] = "unit_test",
    };

    private static readonly string[] KindsOfNodes = ["model", "seed", "snapshot", "test", "analysis"];

    /// <summary>What is kept of a node: nothing that differs between two manifests of the same project.</summary>
    private static readonly string[] Kept =
    [
        .. (string[])
            ["raw_code", "raw_sql", "language", "config", "columns", "meta", "constraints", "deprecation_date", "docs", "primary_key"],
        .. (string[])["test_metadata", "macro_sql", "arguments", "source_description", "loaded_at_field", "freshness", "source_meta"],
        .. (string[])["type", "type_params", "filter", "formula", "label", "time_granularity", "query_params", "exports", "owner"],
        .. (string[])["model", "node_relation", "defaults", "entities", "measures", "dimensions", "primary_entity"],
        .. (string[])
            ["given", "expect", "overrides", "calculation_method", "expression", "timestamp", "time_grains", "filters", "packages"],
    ];

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="UnreadableArtifactException">It is none.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<ReadManifest> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var pump = new JsonPump(stream);
        var manifest = new ReadManifest();
        var hasNodes = false;
        await pump.ObjectAsync(cancellation);
        while (await pump.NameAsync(cancellation) is { } section)
        {
            if (Sections.TryGetValue(section, out var kind))
            {
                hasNodes |= section == "nodes";
                await ReadSectionAsync(pump, manifest, kind, cancellation);
            }
            else if (section == "metadata")
            {
                using var facts = JsonDocument.Parse(await pump.ValueAsync(cancellation));
                manifest.Facts = ArtifactFacts.Of(facts.RootElement);
            }
            else
            {
                await pump.SkipAsync(cancellation);
            }
        }
        manifest.Facts = manifest.Facts with
        {
            ProjectName = manifest.Facts.ProjectName ?? NameOf(manifest.Facts.ProjectId, manifest.Packages),
        };
        return hasNodes ? manifest : throw new UnreadableArtifactException("it has no nodes, so it is no manifest");
    }

    /// <summary>The package of which the digest of a project is; null for none.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "It is dbt's own, and nothing rests on it but a name.")]
    private static string? NameOf(string? project, HashSet<string> packages) =>
        project is null
            ? null
            : packages.FirstOrDefault(package => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(package))) == project);

    private static async Task ReadSectionAsync(JsonPump pump, ReadManifest manifest, string? kind, CancellationToken cancellation)
    {
        await pump.ObjectAsync(cancellation);
        while (await pump.NameAsync(cancellation) is { } id)
        {
            using var entry = JsonDocument.Parse(await pump.ValueAsync(cancellation));
            var json = entry.RootElement;
            var type = kind ?? json.Text("resource_type") ?? "";
            if (json.ValueKind != JsonValueKind.Object || !IsId(id) || (kind is null && !KindsOfNodes.Contains(type)))
            {
                // Hooks stand among the nodes and are none.
                manifest.LeftOut += type is "operation" or "sql operation" or "rpc" ? 0 : 1;
                continue;
            }
            if (manifest.Nodes.Count >= ArtifactLimits.Entries)
            {
                throw new UnreadableArtifactException($"it has more than {ArtifactLimits.Entries} nodes");
            }
            manifest.Nodes[id] = Node(id, type, json);
            if (json.Text("package_name") is { } package)
            {
                manifest.Packages.Add(package);
            }
        }
    }

    private static bool IsId(string id) =>
        id.Length is > 2 and <= ArtifactLimits.Id && id.Contains('.') && !id.Any(c => char.IsControl(c) || char.IsSurrogate(c));

    private static ManifestNode Node(string id, string type, JsonElement json)
    {
        var outline = JsonSerializer.SerializeToUtf8Bytes(OutlineReader.Read(id, type, json), MetadataJson.Default.NodeOutline);
        var body = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            foreach (var name in Kept)
            {
                if (json.At(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }
            }
            writer.WriteEndObject();
        }
        var compiled = json.Text("compiled_code", ArtifactLimits.Entry) ?? json.Text("compiled_sql", ArtifactLimits.Entry);
        return new ManifestNode(
            id,
            Encoding.UTF8.GetString(outline),
            Packed.Pack(body.WrittenSpan),
            Digest(outline, body.WrittenSpan),
            compiled is null ? null : Packed.Pack(compiled)
        );
    }

    private static string Digest(ReadOnlySpan<byte> outline, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(outline);
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
