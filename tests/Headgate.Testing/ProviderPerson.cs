namespace Headgate.Testing;

/// <summary>Somebody at an identity provider.</summary>
/// <param name="Subject">What the provider calls them for ever.</param>
/// <param name="Email">Their address.</param>
/// <param name="Groups">The provider's groups that they are in.</param>
public sealed record ProviderPerson(string Subject, string Email, params string[] Groups)
{
    /// <summary>Whether the provider says that the address is theirs.</summary>
    public bool IsVerified { get; init; } = true;
}
