namespace Headgate.Wire;

/// <summary>Who somebody is, as the operator's identity provider has just proved it to this server.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">What it calls the person for ever.</param>
/// <param name="Email">Their address; null where the provider does not say it.</param>
/// <param name="IsEmailVerified">Whether the provider says that the address is theirs.</param>
/// <param name="Name">Given and family name; null where the provider does not say it.</param>
/// <param name="Groups">The provider's groups that they are in.</param>
/// <param name="ProvedAt">When it was proved.</param>
public sealed record ProvedIdentity(
    string Issuer,
    string Subject,
    string? Email,
    bool IsEmailVerified,
    string? Name,
    IReadOnlyList<string> Groups,
    DateTimeOffset ProvedAt
);
