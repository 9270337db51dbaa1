namespace Headgate.Store.Model;

/// <summary>
/// A person's password at an account. It stands for a personal token of its own, whose secret nobody knows: sessions that it opens are sessions of that token, and end when
/// another password takes its place.
/// </summary>
public sealed class Password : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account.</summary>
    public long AccountId { get; set; }

    /// <summary>The person.</summary>
    public long UserId { get; set; }

    /// <summary>The personal token that it stands for.</summary>
    public long TokenId { get; set; }

    /// <summary>Argon2id hash with its salt and costs, in the usual form <c>$argon2id$v=19$…</c>.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Wrong ones since the last right one.</summary>
    public int Failures { get; set; }

    /// <summary>None is tried before then; null where the next may be tried at once.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>When it was set.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
