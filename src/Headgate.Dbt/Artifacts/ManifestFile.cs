using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Dbt.Artifacts;

/// <summary>The manifest as JSON: dbt's keys, nulls and order.</summary>
public static class ManifestFile
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    private static JsonTypeInfo<Manifest> ManifestInfo => (JsonTypeInfo<Manifest>)Options.GetTypeInfo(typeof(Manifest));

    /// <summary>Writes a manifest to a stream.</summary>
    /// <param name="manifest">What to write.</param>
    /// <param name="stream">Where to write it; stays open.</param>
    public static void Write(Manifest manifest, Stream stream) => JsonSerializer.Serialize(stream, manifest, ManifestInfo);

    /// <summary>Writes a manifest beside its place and moves it there, so that no reader sees half of it.</summary>
    /// <param name="manifest">What to write.</param>
    /// <param name="path">File to write.</param>
    public static void Write(Manifest manifest, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var partial = path + ".partial";
        using (var stream = File.Create(partial))
        {
            Write(manifest, stream);
        }
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>What a written manifest begins with: its head, up to what follows.</summary>
    internal static byte[] HeadOf(ManifestMetadata metadata) =>
        [
            .. "{\"metadata\":"u8,
            .. JsonSerializer.SerializeToUtf8Bytes(metadata, (JsonTypeInfo<ManifestMetadata>)Options.GetTypeInfo(typeof(ManifestMetadata))),
        ];

    /// <summary>Reads a manifest, of this engine or of dbt.</summary>
    /// <param name="stream">JSON.</param>
    /// <exception cref="JsonException">The text is not a manifest.</exception>
    public static Manifest Read(Stream stream)
    {
        var manifest = JsonSerializer.Deserialize(stream, ManifestInfo) ?? throw new JsonException("The manifest is null.");
        Complete(manifest);
        return manifest;
    }

    /// <summary>Sets what follows from the kinds of resources and is not written.</summary>
    internal static void Complete(Manifest manifest)
    {
        foreach (var seed in manifest.Nodes.Values.Where(node => node.ResourceType == ResourceType.Seed))
        {
            seed.DependsOn.MacrosOnly = true;
        }
        foreach (var macro in manifest.Macros.Values)
        {
            macro.DependsOn.MacrosOnly = true;
        }
    }

    /// <summary>One resource of any kind as JSON, as it stands in the manifest; the base of <c>model</c> and <c>graph</c> in templates.</summary>
    /// <param name="resource">Node, source, macro and so on.</param>
    public static byte[] ToJson(IManifestResource resource) =>
        JsonSerializer.SerializeToUtf8Bytes(resource, Options.GetTypeInfo(resource.GetType()));

    /// <summary>One resource of any kind as plain data, with the keys that it has in the manifest.</summary>
    /// <param name="resource">Node, source, metric and so on.</param>
    public static OrderedDictionary<string, object?> ToPlain(IManifestResource resource)
    {
        var reader = new Utf8JsonReader(ToJson(resource));
        reader.Read();
        return PlainDataConverter.ReadMap(ref reader);
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ManifestJsonContext.Default.Options)
        {
            // The file is read by programs, never put into a page; letters beyond ASCII stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = ManifestJsonContext.Default.WithAddedModifier(OnlyKeysOfTheKind),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void OnlyKeysOfTheKind(JsonTypeInfo info)
    {
        if (info.Type == typeof(DependsOn))
        {
            info.Properties.Single(property => property.Name == "nodes").ShouldSerialize = (owner, _) => !((DependsOn)owner).MacrosOnly;
            return;
        }

        if (info.Type != typeof(ManifestNode))
        {
            return;
        }
        foreach (var property in info.Properties)
        {
            if (
                property.AttributeProvider?.GetCustomAttributes(typeof(WrittenForAttribute), inherit: false)
                is [WrittenForAttribute written]
            )
            {
                property.ShouldSerialize = (owner, _) => (((ManifestNode)owner).Kind & written.Kinds) != NodeKinds.None;
            }
        }
    }
}
