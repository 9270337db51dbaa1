using System.Text.Json;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.State;

/// <summary>Artifacts of a former call, for comparison, deferral and <c>retry</c>; each null where its file is missing.</summary>
internal sealed record PreviousState
{
    /// <summary>The folder, as it was named.</summary>
    public required string Folder { get; init; }

    /// <summary>manifest.json.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>run_results.json.</summary>
    public RunResults? Results { get; init; }

    /// <summary>sources.json.</summary>
    public SourcesArtifact? Sources { get; init; }

    /// <summary>sources.json of the target, from the newest look at the sources.</summary>
    public SourcesArtifact? CurrentSources { get; init; }

    /// <summary>Reads the artifacts of a folder.</summary>
    /// <param name="folder">The folder, relative to the project.</param>
    /// <param name="projectRoot">The folder of the project.</param>
    /// <param name="targetPath">The folder of the project's own artifacts.</param>
    /// <exception cref="DbtException">A file is there and is no artifact.</exception>
    public static PreviousState Read(string folder, string projectRoot, string targetPath)
    {
        var path = Path.GetFullPath(folder, projectRoot);
        return new PreviousState
        {
            Folder = folder,
            Manifest = ReadFile(Path.Combine(path, "manifest.json"), ManifestFile.Read),
            Results = ReadFile(Path.Combine(path, "run_results.json"), ArtifactFile.ReadRunResults),
            Sources = ReadFile(Path.Combine(path, "sources.json"), ArtifactFile.ReadSources),
            CurrentSources = ReadFile(Path.Combine(targetPath, "sources.json"), ArtifactFile.ReadSources),
        };
    }

    private static T? ReadFile<T>(string path, Func<Stream, T> read)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (JsonException wrong)
        {
            throw new DbtException(DbtErrorKind.Runtime, $"{path} is not the artifact that its name says: {wrong.Message}", inner: wrong);
        }
    }
}
