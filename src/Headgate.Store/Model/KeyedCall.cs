namespace Headgate.Store.Model;

/// <summary>A change that came with an <c>Idempotency-Key</c>, and what it was answered, so that it is not done again when it is sent again.</summary>
public sealed class KeyedCall : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account of this server.</summary>
    public long AccountId { get; set; }

    /// <summary>The kind of caller.</summary>
    public string CallerKind { get; set; } = "";

    /// <summary>The caller.</summary>
    public long CallerId { get; set; }

    /// <summary>The account elsewhere in which the caller works; 0 for this platform.</summary>
    public long UpstreamId { get; set; }

    /// <summary>The account that was called: the id that it has there.</summary>
    public long CalledAccountId { get; set; }

    /// <summary>SHA-256 of the key, in hexadecimal digits.</summary>
    public string KeyHash { get; set; } = "";

    /// <summary>SHA-256 of the canonical call, in hexadecimal digits.</summary>
    public string Digest { get; set; } = "";

    /// <summary>The request that had the key first.</summary>
    public string RequestId { get; set; } = "";

    /// <summary>The status of the answer; null while it is not known what came of the call.</summary>
    public int? Status { get; set; }

    /// <summary>The answer, sealed; null where it is not kept.</summary>
    public string? Answer { get; set; }

    /// <summary>Characters of the answer as it is kept; 0 where it is not.</summary>
    public long AnswerSize { get; set; }

    /// <summary>How long it is remembered.</summary>
    public DateTimeOffset KeptUntil { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
