namespace Headgate.Store.Model;

/// <summary>
/// A person as an identity provider knows them. It stands for a personal token of its own, whose secret nobody knows: sessions that are opened by the provider's word are sessions of
/// that token.
/// </summary>
public sealed class ProviderLink : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account.</summary>
    public long AccountId { get; set; }

    /// <summary>The person.</summary>
    public long UserId { get; set; }

    /// <summary>The personal token that it stands for.</summary>
    public long TokenId { get; set; }

    /// <summary>The provider: <c>iss</c> of its tokens.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What the provider calls the person for ever: <c>sub</c> of its tokens.</summary>
    public string Subject { get; set; } = "";

    /// <summary>When they first signed in.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
