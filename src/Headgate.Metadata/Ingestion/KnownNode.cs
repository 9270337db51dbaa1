using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Store.Model;

namespace Headgate.Metadata.Ingestion;

/// <summary>A node as it stands in the database before a run is written.</summary>
internal sealed class KnownNode
{
    /// <summary>The row; of one that exists, only what is changed is filled in.</summary>
    public required MetadataNode Row { get; init; }

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
