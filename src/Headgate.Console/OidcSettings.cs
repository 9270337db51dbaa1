using Headgate.Catalogue;

namespace Headgate.WebConsole;

/// <summary>The identity provider that people may sign in with, by OpenID Connect.</summary>
public sealed record OidcSettings
{
    /// <summary>Its address, exactly as it calls itself in its tokens; null where there is none.</summary>
    public string? Issuer { get; init; }

    /// <summary>What it knows this server as.</summary>
    public string? ClientId { get; init; }

    /// <summary>The secret of a confidential client; null for a public one, which has PKCE alone.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>What the button calls it.</summary>
    public string Name { get; init; } = "single sign-on";

    /// <summary>What is asked for beside <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile", "email"];

    /// <summary>The claim that names a person's groups.</summary>
    public string GroupsClaim { get; init; } = "groups";
}
