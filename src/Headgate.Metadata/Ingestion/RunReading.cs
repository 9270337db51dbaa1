using System.Globalization;
using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Ingestion;

/// <summary>
/// Reads the artifacts of a run. Whose they are is what the run says, never what stands in them; a file that cannot be read is noted, and the others are read all the same.
/// </summary>
internal sealed class RunReading(IDbContextFactory<HeadgateDb> databases, ArtifactStore store)
{
    private const string ManifestPath = "manifest.json";
    private const string ResultsPath = "run_results.json";
    private const string SourcesPath = "sources.json";
    private const string CatalogPath = "catalog.json";
    private static readonly string[] Paths = [ManifestPath, ResultsPath, SourcesPath, CatalogPath];

    /// <summary>Commands whose results say that something was compiled or looked at, and not executed.</summary>
    private static readonly string[] WithoutExecution =
    [
        "compile",
        "generate",
        "docs",
        "parse",
        "list",
        "ls",
        "show",
        "run-operation",
        "freshness",
    ];

    /// <summary>Reads them.</summary>
    public async Task<ReadRun> ReadAsync(Run run, CancellationToken cancellation)
    {
        var read = new ReadRun(run);
        var files = await FilesAsync(run.Id, cancellation);
        foreach (var file in files.Where(f => f.Path == ResultsPath))
        {
            if (await TryAsync(read, file, ResultsReader.ReadAsync, r => r.Facts, cancellation) is { } results && IsExecution(results))
            {
                read.Executed.Add((file.Step, results));
            }
        }
        foreach (var file in files.Where(f => f.Path == SourcesPath))
        {
            if (await TryAsync(read, file, ResultsReader.ReadAsync, r => r.Facts, cancellation) is { } results)
            {
                read.Freshness.Add((file.Step, results));
            }
        }
        read.Catalog = await NewestAsync(read, files, CatalogPath, CatalogReader.ReadAsync, c => c.Facts, cancellation);
        read.Manifest = await NewestAsync(read, files, ManifestPath, ManifestReader.ReadAsync, m => m.Facts, cancellation);
        if (read.Manifest is { LeftOut: > 0 and var leftOut })
        {
            read.Notes.Add($"{leftOut} entries of {ManifestPath} are no nodes and were left out.");
        }
        return read;
    }

    /// <summary>The manifest of a run, for questions about it; null where it left none that can be read.</summary>
    public async Task<ReadManifest?> ManifestAsync(Run run, CancellationToken cancellation)
    {
        var files = await FilesAsync(run.Id, cancellation);
        return await NewestAsync(new ReadRun(run), files, ManifestPath, ManifestReader.ReadAsync, m => m.Facts, cancellation);
    }

    private async Task<List<Artifact>> FilesAsync(long run, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Artifacts.AsNoTracking()
            .Where(row => row.RunId == run && Paths.Contains(row.Path))
            .OrderBy(row => row.Step)
            .ToListAsync(cancellation);
    }

    private static bool IsExecution(ReadResults results) => results.Command is not { } command || !WithoutExecution.Contains(command);

    /// <summary>The file as the last step left it; where that cannot be read, as the one before did.</summary>
    private async Task<T?> NewestAsync<T>(
        ReadRun read,
        List<Artifact> files,
        string path,
        Func<Stream, CancellationToken, Task<T>> reader,
        Func<T, ArtifactFacts> facts,
        CancellationToken cancellation
    )
        where T : class
    {
        foreach (var file in files.Where(f => f.Path == path).Reverse())
        {
            if (await TryAsync(read, file, reader, facts, cancellation) is { } value)
            {
                return value;
            }
        }
        return null;
    }

    private async Task<T?> TryAsync<T>(
        ReadRun read,
        Artifact file,
        Func<Stream, CancellationToken, Task<T>> reader,
        Func<T, ArtifactFacts> facts,
        CancellationToken cancellation
    )
        where T : class
    {
        try
        {
            await using var stream = store.Open(file.Sha256) ?? throw new UnreadableArtifactException("its content is not there");
            var value = await reader(stream, cancellation);
            if (facts(value).ClaimedRun is { Length: > 0 } claimed && claimed != read.Run.Id.ToString(CultureInfo.InvariantCulture))
            {
                read.Notes.Add($"{file.Path} of step {file.Step} claims another run; it is taken for what this run left.");
            }
            return value;
        }
        // What a project wrote can break in any of these ways; the file is at fault, not the server.
        catch (Exception e)
            when (e is UnreadableArtifactException or JsonException or InvalidOperationException or InvalidDataException or IOException)
        {
            read.Unreadable++;
            read.Notes.Add($"{file.Path} of step {file.Step} cannot be read: {Why(e)}.");
            return null;
        }
    }

    private static string Why(Exception failure) =>
        failure switch
        {
            UnreadableArtifactException known => known.Message,
            JsonException json when json.Message.Contains("depth", StringComparison.OrdinalIgnoreCase) => "it is nested too deep",
            JsonException json => $"it is no JSON (line {json.LineNumber + 1 ?? 1})",
            _ => "it is damaged",
        };
}
