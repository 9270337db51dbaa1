namespace Headgate.Metadata.Artifacts;

/// <summary>How much of an artifact is taken in: what a project writes is foreign text of any size.</summary>
internal static class ArtifactLimits
{
    /// <summary>Most bytes of a file.</summary>
    public const long File = 1L << 30;

    /// <summary>Most bytes of one entry: a node, a result.</summary>
    public const int Entry = 16 << 20;

    /// <summary>Most entries of a file.</summary>
    public const int Entries = 200_000;

    /// <summary>Most characters of an id of dbt.</summary>
    public const int Id = 600;

    /// <summary>Most characters of a name, a path, a tag.</summary>
    public const int Name = 1000;

    /// <summary>Most characters of a message and of what stands in the outline of a node as prose.</summary>
    public const int Prose = 8000;

    /// <summary>Most items of a list in the outline of a node.</summary>
    public const int Items = 20_000;
}
