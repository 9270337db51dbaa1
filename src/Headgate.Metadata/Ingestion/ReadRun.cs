using Headgate.Metadata.Artifacts;
using Headgate.Store.Model;

namespace Headgate.Metadata.Ingestion;

/// <summary>What was read of a run's artifacts.</summary>
/// <param name="Run">The run.</param>
internal sealed record ReadRun(Run Run)
{
    /// <summary>Its newest manifest that could be read; null for none.</summary>
    public ReadManifest? Manifest { get; set; }

    /// <summary>Results of the commands that executed nodes, by step.</summary>
    public List<(int Step, ReadResults Results)> Executed { get; } = [];

    /// <summary>Checks of freshness, by step.</summary>
    public List<(int Step, ReadResults Results)> Freshness { get; } = [];

    /// <summary>The newest catalog; null for none.</summary>
    public ReadCatalog? Catalog { get; set; }

    /// <summary>What could not be read and why, and what is odd.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Files that could not be read.</summary>
    public int Unreadable { get; set; }

    /// <summary>When the run ended, by the server's own clock.</summary>
    public DateTimeOffset EndedAt => Run.FinishedAt ?? Run.CreatedAt;

    /// <summary>Whether there is anything of it.</summary>
    public bool HasAnything => Manifest is not null || Catalog is not null || Executed.Count + Freshness.Count > 0;
}
