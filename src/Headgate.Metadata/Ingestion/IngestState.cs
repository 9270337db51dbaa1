namespace Headgate.Metadata.Ingestion;

/// <summary>What came of reading a run's artifacts.</summary>
internal static class IngestState
{
    /// <summary>All of them were read.</summary>
    public const string Read = "read";

    /// <summary>Some could not be read.</summary>
    public const string Partly = "partly";

    /// <summary>There were none.</summary>
    public const string Nothing = "nothing";

    /// <summary>None could be read.</summary>
    public const string Failed = "failed";
}
