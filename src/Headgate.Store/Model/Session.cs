namespace Headgate.Store.Model;

/// <summary>
/// A session of the console: it stands for a token, and ends no later than that one. Before it is opened it is a link that can be used once.
/// Only a keyed hash of its secret is kept.
/// </summary>
public sealed class Session : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account.</summary>
    public long AccountId { get; set; }

    /// <summary>The token that it stands for.</summary>
    public long TokenId { get; set; }

    /// <summary>Whether that is a personal token; a service token otherwise.</summary>
    public bool IsPersonal { get; set; }

    /// <summary>Keyed hash of the secret, hex; the look-up key.</summary>
    public string SecretHash { get; set; } = "";

    /// <summary>The address that it was opened from.</summary>
    public string OpenedFrom { get; set; } = "";

    /// <summary>What the browser calls itself.</summary>
    public string Browser { get; set; } = "";

    /// <summary>When the link or the session was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it became a session; null while it is a link.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>Last call, to the minute.</summary>
    public DateTimeOffset LastUsed { get; set; }

    /// <summary>Refused from then on.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When somebody ended it; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
