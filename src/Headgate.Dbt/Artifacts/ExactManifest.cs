using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Dbt.Artifacts;

/// <summary>A manifest as parts from which the same manifest comes back, made and read on all cores: all keys of all kinds, plain data as it was.</summary>
internal static class ExactManifest
{
    /// <summary>How many nodes a part has at most; the last part holds everything else.</summary>
    private const int NodesInPart = 512;

    private static readonly JsonSerializerOptions Options = CreateOptions();

    private static JsonTypeInfo<List<ManifestNode>> NodesInfo =>
        (JsonTypeInfo<List<ManifestNode>>)Options.GetTypeInfo(typeof(List<ManifestNode>));

    private static JsonTypeInfo<Manifest> RestInfo => (JsonTypeInfo<Manifest>)Options.GetTypeInfo(typeof(Manifest));

    /// <summary>The parts of a manifest. Its head, its selectors and its maps of parents and children are left out: they are made anew.</summary>
    /// <exception cref="NotSupportedException">It holds something that is no plain data.</exception>
    public static byte[][] Write(Manifest manifest) => Begin(manifest)();

    /// <summary>Takes note of the resources that there are now, and gives what makes the parts of them; meanwhile no resource may change.</summary>
    public static Func<byte[][]> Begin(Manifest manifest)
    {
        var chunks = manifest.Nodes.Values.Chunk(NodesInPart).ToList();
        var rest = new Manifest
        {
            Sources = manifest.Sources,
            Macros = manifest.Macros,
            Docs = manifest.Docs,
            Exposures = manifest.Exposures,
            Metrics = manifest.Metrics,
            Groups = manifest.Groups,
            Disabled = manifest.Disabled,
            SavedQueries = manifest.SavedQueries,
            SemanticModels = manifest.SemanticModels,
            UnitTests = manifest.UnitTests,
            Functions = manifest.Functions,
        };
        return () => Write(chunks, rest);
    }

    private static byte[][] Write(List<ManifestNode[]> chunks, Manifest rest)
    {
        var parts = new byte[chunks.Count + 1][];
        SideBySide(
            parts.Length,
            i =>
                parts[i] =
                    i == chunks.Count
                        ? JsonSerializer.SerializeToUtf8Bytes(rest, RestInfo)
                        : JsonSerializer.SerializeToUtf8Bytes([.. chunks[i]], NodesInfo)
        );
        return parts;
    }

    /// <summary>The manifest of parts.</summary>
    /// <exception cref="JsonException">They are none of a manifest.</exception>
    public static Manifest Read(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var last = parts.Count - 1;
        var nodes = new List<ManifestNode>?[parts.Count];
        Manifest? manifest = null;
        SideBySide(
            parts.Count,
            i =>
            {
                // The rest is the largest part, so it goes first.
                if (i == 0)
                {
                    manifest = JsonSerializer.Deserialize(parts[last].Span, RestInfo);
                }
                else
                {
                    nodes[i - 1] = JsonSerializer.Deserialize(parts[i - 1].Span, NodesInfo);
                }
            }
        );
        if (manifest is null)
        {
            throw new JsonException("The manifest is null.");
        }
        manifest.Nodes = new(nodes.Sum(list => list?.Count ?? 0));
        foreach (var node in nodes.SelectMany(list => list ?? []))
        {
            manifest.Nodes[node.UniqueId] = node;
        }
        ManifestFile.Complete(manifest);
        return manifest;
    }

    /// <summary>The failure of a part is thrown as itself.</summary>
    private static void SideBySide(int count, Action<int> act)
    {
        try
        {
            Parallel.For(0, count, act);
        }
        catch (AggregateException all) when (all.InnerExceptions is [var first, ..])
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ManifestJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = ManifestJsonContext.Default,
        };
        options.Converters.Clear();
        options.Converters.Add(new ExactDataConverter());
        options.Converters.Add(new ExactConfigConverter());
        options.Converters.Add(new ManifestResourceConverter());
        options.MakeReadOnly();
        return options;
    }
}
