namespace Headgate.Store.Model;

/// <summary>
/// A key pair of a person's device with which they sign in to the console (WebAuthn); only the public half is here. It stands for a personal token of its own, whose secret nobody
/// knows: sessions that it opens are sessions of that token, and end when the passkey is removed.
/// </summary>
public sealed class Passkey : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account.</summary>
    public long AccountId { get; set; }

    /// <summary>The person.</summary>
    public long UserId { get; set; }

    /// <summary>The personal token that it stands for.</summary>
    public long TokenId { get; set; }

    /// <summary>Name given by the person.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the device calls it, in base64url; unique.</summary>
    public string CredentialId { get; set; } = "";

    /// <summary>The public key, in the form of COSE.</summary>
    public byte[] PublicKey { get; set; } = [];

    /// <summary>How often it has signed, as the device counts; 0 where it does not count.</summary>
    public long SignCount { get; set; }

    /// <summary>Whether it may lie on several devices.</summary>
    public bool IsBackupEligible { get; set; }

    /// <summary>Whether it does.</summary>
    public bool IsBackedUp { get; set; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it last signed somebody in; null for never.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>When the challenge was made that it last answered: none that is as old or older is taken again.</summary>
    public DateTimeOffset? LastChallenge { get; set; }
}
