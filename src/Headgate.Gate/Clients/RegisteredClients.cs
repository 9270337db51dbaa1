using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Catalogue;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.Gate.Clients;

/// <summary>
/// Clients that register (RFC 7591), for those that know no better way. What such a client says of itself is its id, sealed with the server's keys: nothing is stored, so that
/// whoever registers without end fills nothing, and nobody can make an id up.
/// </summary>
internal sealed class RegisteredClients(IDataProtectionProvider protection)
{
    public const string Prefix = "hgd_";
    public const int LongestName = 100;

    private readonly IDataProtector _protector = protection.CreateProtector("headgate.clients.v1");

    /// <summary>Registers a client. Whatever way of proving itself it asks for, it gets none, and is told so.</summary>
    public (KnownClient? Client, OAuthFault? Fault) Register(JsonElement asked)
    {
        if (asked.ValueKind != JsonValueKind.Object)
        {
            return (null, new OAuthFault("invalid_client_metadata", "Send one JSON object."));
        }
        var (uris, fault) = Uris(asked);
        if (fault is not null)
        {
            return (null, new OAuthFault("invalid_redirect_uri", fault));
        }
        var name = Text(asked, "client_name")?.Trim() is { Length: > 0 } given ? given : "a client without a name";
        if (name.Length > LongestName || name.Any(HiddenCharacter.Is))
        {
            return (null, new OAuthFault("invalid_client_metadata", $"A client's name has at most {LongestName} visible characters."));
        }
        var said = JsonSerializer.Serialize(new Said(name, uris), ClientJson.Default.Said);
        return (new KnownClient(Prefix + _protector.Protect(said), name, uris), null);
    }

    /// <summary>The client of an id; null where this server never gave it.</summary>
    public KnownClient? Find(string id)
    {
        try
        {
            var said = JsonSerializer.Deserialize(_protector.Unprotect(id[Prefix.Length..]), ClientJson.Default.Said)!;
            return new KnownClient(id, said.Name, said.Uris);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The addresses that a client names, or what is wrong with them.</summary>
    public static (IReadOnlyList<string> Uris, string? Fault) Uris(JsonElement document)
    {
        if (
            !document.TryGetProperty("redirect_uris", out var list)
            || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() is 0 or > KnownClient.MostUris
            || list.EnumerateArray().Any(u => u.ValueKind != JsonValueKind.String)
        )
        {
            return ([], $"Name 1 to {KnownClient.MostUris} addresses in redirect_uris.");
        }
        List<string> uris = [.. list.EnumerateArray().Select(u => u.GetString()!)];
        return (uris, uris.Select(KnownClient.Fault).FirstOrDefault(f => f is not null));
    }

    /// <summary>A text of a client's description; null where there is none.</summary>
    public static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>What an id says.</summary>
    internal sealed record Said(string Name, IReadOnlyList<string> Uris);
}
