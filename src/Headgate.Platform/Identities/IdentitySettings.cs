namespace Headgate.Platform.Identities;

/// <summary>What becomes of people whom the identity provider sends.</summary>
public sealed record IdentitySettings
{
    /// <summary>Whether somebody who is no user yet becomes one; refused otherwise.</summary>
    public bool AddsUsers { get; init; }

    /// <summary>Whether the provider is believed about an address that it does not call verified.</summary>
    public bool TrustsAddresses { get; init; }

    /// <summary>The licence of users that are added: developer, read_only or it.</summary>
    public string License { get; init; } = "developer";

    /// <summary>The account that people sign in to; null for the oldest.</summary>
    public long? AccountId { get; init; }
}
