using System.Net;
using Headgate.Catalogue;

namespace Headgate.Server;

/// <summary>The settings of signing in to the console with an identity provider.</summary>
internal static class SignInSettings
{
    private const string Oidc = "sign_in:oidc:";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Setting.Checked(
            Oidc + "issuer",
            "The identity provider that people may sign in to the console with, as it calls itself in its tokens; see operate.md.",
            "an address that starts with https://, or http:// on this machine",
            "none",
            v => Uri.TryCreate(v, UriKind.Absolute, out var u) && (u.Scheme is "https" || (u.Scheme is "http" && u.IsLoopback)),
            (s, v) => s with { Oidc = s.Oidc with { Issuer = v } }
        ),
        Setting.Checked(
            Oidc + "client_id",
            "What the provider knows this server as.",
            "an id without spaces",
            "no id",
            v => !v.Contains(' ', StringComparison.Ordinal),
            (s, v) => s with { Oidc = s.Oidc with { ClientId = v } }
        ),
        Setting.Secret(
            Oidc + "client_secret",
            "The secret that the provider has given to this server.",
            "none: a public client, with PKCE alone",
            (s, v) => s with { Oidc = s.Oidc with { ClientSecret = new Secret(v) } }
        ),
        Setting.Text(
            Oidc + "name",
            "What the button calls the provider, after \"Sign in with\".",
            "single sign-on",
            (s, v) => s with { Oidc = s.Oidc with { Name = v } }
        ),
        Setting.List(
            Oidc + "scopes",
            "What is asked for beside openid; where it is not set, profile and email.",
            "a scope of the provider",
            v => !v.Contains(' ', StringComparison.Ordinal),
            (s, v) => s with { Oidc = s.Oidc with { Scopes = v } }
        ),
        Setting.Text(
            Oidc + "groups_claim",
            "The claim that names a person's groups. A group whose sso_mapping_groups has one of them takes the person in at each sign-in.",
            "groups",
            (s, v) => s with { Oidc = s.Oidc with { GroupsClaim = v } }
        ),
        Setting.Flag(
            Oidc + "add_users",
            "Whether whoever the provider knows becomes a user with the first sign-in; otherwise only users can sign in.",
            (s, v) => s with { Identities = s.Identities with { AddsUsers = v } }
        ),
        Setting.Flag(
            Oidc + "trust_addresses",
            "Whether the provider is believed about e-mail addresses that it does not call verified: only where nobody can write their own there.",
            (s, v) => s with { Identities = s.Identities with { TrustsAddresses = v } }
        ),
        Setting.Choice(
            Oidc + "license",
            "The licence of users that are added.",
            "developer",
            ["developer", "read_only", "it"],
            (s, v) => s with { Identities = s.Identities with { License = v.ToLowerInvariant() } }
        ),
        Setting.Number(
            Oidc + "account",
            "The account that people sign in to; 0 for the oldest.",
            0,
            0,
            int.MaxValue,
            (s, v) => s with { Identities = s.Identities with { AccountId = v == 0 ? null : v } }
        ),
    ];

    /// <summary>What is wrong with them together.</summary>
    public static IEnumerable<string> Faults(ServerSettings settings)
    {
        if (settings.Oidc.Issuer is null)
        {
            yield break;
        }
        if (settings.Oidc.ClientId is null)
        {
            yield return "sign_in.oidc.issuer needs sign_in.oidc.client_id, which the provider gives to this server.";
        }
        if (
            settings.PublicUrl is null
            && !(settings.Address == "localhost" || (IPAddress.TryParse(settings.Address, out var own) && IPAddress.IsLoopback(own)))
        )
        {
            yield return "sign_in.oidc.issuer needs public_url: the provider sends people back to that address.";
        }
    }
}
