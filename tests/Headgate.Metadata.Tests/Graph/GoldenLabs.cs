namespace Headgate.Metadata.Tests.Graph;

/// <summary>Labs in which three runs of real dbt on the project "orchard" were read: a build with freshness and docs, one that failed, and a seed before both.</summary>
public sealed class GoldenLabs : IAsyncDisposable
{
    private readonly Dictionary<string, Task<MetadataLab>> _labs = [];

    internal Task<MetadataLab> OfAsync(string database)
    {
        lock (_labs)
        {
            return _labs.TryGetValue(database, out var lab) ? lab : _labs[database] = MakeAsync(database);
        }
    }

    private static async Task<MetadataLab> MakeAsync(string database)
    {
        var lab = await MetadataLab.CreateAsync(database);
        await lab.EndAsync(1, MetadataLab.Golden(4, "03-seed", "manifest.json"), MetadataLab.Golden(4, "03-seed", "run_results.json"));
        await lab.EndAsync(
            2,
            MetadataLab.Golden(4, "38-build-with-db-error", "manifest.json"),
            MetadataLab.Golden(4, "38-build-with-db-error", "run_results.json")
        );
        await lab.EndAsync(
            3,
            MetadataLab.Golden(4, "23-build-first", "manifest.json"),
            MetadataLab.Golden(4, "23-build-first", "run_results.json"),
            MetadataLab.Golden(5, "10-source-freshness", "sources.json"),
            MetadataLab.Golden(6, "09-docs-generate", "catalog.json"),
            MetadataLab.Golden(6, "09-docs-generate", "manifest.json")
        );
        (await lab.ReadAsync()).ShouldBe(3);
        return lab;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lab in _labs.Values)
        {
            if (lab.IsCompletedSuccessfully)
            {
                await (await lab).DisposeAsync();
            }
        }
    }
}
