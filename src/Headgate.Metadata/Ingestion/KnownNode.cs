using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Store.Model;

namespace Headgate.Metadata.Ingestion;

/// <summary>A node as it stands in the database before a run is written, and what the run changes of it.</summary>
internal sealed class KnownNode
{
    /// <summary>The row; of one that exists, only what is asked about or changed is filled in.</summary>
    public required MetadataNode Row { get; init; }

    /// <summary>Whether the row is not in the database yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>Names of what has changed of a row that exists.</summary>
    public SortedSet<string> Changed { get; } = new(StringComparer.Ordinal);

    /// <summary>The last execution; null for none.</summary>
    public NodeExecution? Execution { get; set; }

    /// <summary>Of a row read from the database.</summary>
    public static KnownNode Of(MetadataNode row) =>
        new()
        {
            Row = row,
            Execution = row.Execution is null ? null : JsonSerializer.Deserialize(row.Execution, MetadataJson.Default.NodeExecution),
        };
}
