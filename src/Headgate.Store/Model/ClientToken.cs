namespace Headgate.Store.Model;

/// <summary>A code or token of a <see cref="ClientConnection"/>. Only a keyed hash of the secret is kept.</summary>
public sealed class ClientToken : IRow
{
    /// <summary>The <see cref="Kind"/> of codes, which are exchanged once for tokens.</summary>
    public const string Code = "code";

    /// <summary>The <see cref="Kind"/> of tokens that calls are made with.</summary>
    public const string Access = "access";

    /// <summary>The <see cref="Kind"/> of tokens that are exchanged once for the next ones.</summary>
    public const string Refresh = "refresh";

    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The connection.</summary>
    public long ConnectionId { get; set; }

    /// <summary>What it is: <see cref="Code"/>, <see cref="Access"/> or <see cref="Refresh"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Keyed hash of the secret, hex; the look-up key.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>Of a code: where it was sent.</summary>
    public string? RedirectUri { get; set; }

    /// <summary>Of a code: the challenge that its client has to answer.</summary>
    public string? Challenge { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Refused from then on.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was exchanged; whoever shows it again has stolen it, or was stolen from.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
