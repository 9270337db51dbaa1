namespace Headgate.Store.Model;

/// <summary>One file of a run's target folder after one step; its content is in the artifact store.</summary>
public sealed class Artifact : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>Index of the step that wrote it.</summary>
    public int Step { get; set; }

    /// <summary>Path below the target folder, with forward slashes.</summary>
    public string Path { get; set; } = "";

    /// <summary>SHA-256 of the content, lower-case hex; the content's address.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
