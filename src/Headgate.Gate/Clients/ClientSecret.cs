using Headgate.Gate.Agents;

namespace Headgate.Gate.Clients;

/// <summary>Prefixes and lives of what clients are given. Each is 256 random bits, of which a keyed hash is kept.</summary>
internal static class ClientSecret
{
    /// <summary>Prefix of codes.</summary>
    public const string CodePrefix = "hgc_";

    /// <summary>Prefix of tokens that calls are made with.</summary>
    public const string AccessPrefix = "hgo_";

    /// <summary>Prefix of tokens that are exchanged for the next ones.</summary>
    public const string RefreshPrefix = "hgf_";

    /// <summary>How long a code is good: the way back to the client and from there to this server.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(1);

    /// <summary>How long calls can be made with one token.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(15);

    /// <summary>How long a client may be away before a person has to agree again.</summary>
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(30);

    /// <summary>How long what has ended is remembered, so that whoever shows it again is known.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>Whether a text has the form of one; anything else is not looked up.</summary>
    public static bool HasForm(string text) =>
        AgentKeySecret.HasForm(text, CodePrefix)
        || AgentKeySecret.HasForm(text, AccessPrefix)
        || AgentKeySecret.HasForm(text, RefreshPrefix);
}
