using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Dbt.Artifacts;

/// <summary>Reads and writes run_results.json, sources.json and catalog.json in dbt's form.</summary>
public static class ArtifactFile
{
    private static readonly JsonSerializerOptions Options = new(ResultsJsonContext.Default.Options)
    {
        // Read by programs, never put into a page; letters beyond ASCII stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = ResultsJsonContext.Default,
    };

    /// <summary>Writes run_results.json, sources.json or catalog.json beside its place and moves it there, so that no reader sees half of it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(RunResults artifact, string path) => WriteAs(artifact, path);

    /// <inheritdoc cref="Write(RunResults, string)" />
    public static void Write(SourcesArtifact artifact, string path) => WriteAs(artifact, path);

    /// <inheritdoc cref="Write(RunResults, string)" />
    public static void Write(Catalog artifact, string path) => WriteAs(artifact, path);

    /// <summary>Reads run_results.json.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static RunResults ReadRunResults(Stream stream) => ReadAs<RunResults>(stream);

    /// <summary>Reads sources.json.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static SourcesArtifact ReadSources(Stream stream) => ReadAs<SourcesArtifact>(stream);

    private static void WriteAs<T>(T artifact, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var partial = path + ".partial";
        using (var stream = File.Create(partial))
        {
            JsonSerializer.Serialize(stream, artifact, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
        }
        File.Move(partial, path, overwrite: true);
    }

    private static T ReadAs<T>(Stream stream) =>
        JsonSerializer.Deserialize(stream, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)))
        ?? throw new JsonException("The artifact is null.");
}
