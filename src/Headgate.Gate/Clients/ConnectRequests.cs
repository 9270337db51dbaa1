using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Headgate.Gate.Clients;

/// <summary>Reads what clients ask for at the authorization endpoint. Everything is judged before a person sees any of it, and sealed until they have agreed.</summary>
internal sealed class ConnectRequests(
    RegisteredClients registered,
    ClientDocuments documents,
    ClientAddresses addresses,
    IDataProtectionProvider protection,
    TimeProvider time
)
{
    /// <summary>The one scope: to act as the agent that a person chooses. What it may is decided by the agent's grants.</summary>
    public const string McpScope = "mcp";

    /// <summary>A scope that clients ask for where they want to come back; every client may here.</summary>
    public const string OfflineScope = "offline_access";

    private const int LongestState = 1024;
    private const int LongestId = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("headgate.connect.v1");

    /// <summary>Judges a request.</summary>
    /// <returns>It, sealed; or why not, and where the client may be told of it.</returns>
    public async Task<(string? Sealed, OAuthFault? Fault, string? TellAt)> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        if (query.FirstOrDefault(q => q.Value.Count > 1).Key is { } twice)
        {
            return (null, OAuthFault.Request($"\"{Shown(twice)}\" is sent twice."), null);
        }
        var (id, redirect) = ((string?)query["client_id"], (string?)query["redirect_uri"]);
        if (id is null or { Length: 0 or > LongestId } || redirect is null)
        {
            return (null, OAuthFault.Request("Send client_id and redirect_uri."), null);
        }
        var (client, unknown) = await FindAsync(id, cancellation);
        if (client is null)
        {
            return (null, unknown, null);
        }
        if (KnownClient.Fault(redirect) is { } wrong)
        {
            return (null, OAuthFault.Request(wrong), null);
        }
        if (!client.Accepts(redirect))
        {
            return (null, OAuthFault.Request("The redirect_uri is none of those that the client has named."), null);
        }
        // Only on the person's own machine is nobody led astray by being sent on with an error.
        var tellAt = KnownClient.IsLoopback(redirect) ? redirect : null;
        if (Fault(query) is { } fault)
        {
            return (null, fault, tellAt);
        }
        var request = new ConnectRequest(
            client.Id,
            client.Name,
            redirect,
            query["state"],
            query["code_challenge"]!,
            McpScope,
            time.GetUtcNow() + Patience
        );
        return (_protector.Protect(JsonSerializer.Serialize(request, ClientJson.Default.ConnectRequest)), null, null);
    }

    /// <summary>What was sealed; null where it is none of this server's, or too old.</summary>
    public ConnectRequest? Open(string text)
    {
        try
        {
            var request = JsonSerializer.Deserialize(_protector.Unprotect(text), ClientJson.Default.ConnectRequest)!;
            return request.Until > time.GetUtcNow() ? request : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether scopes are ones that a person can agree to.</summary>
    public static bool AreKnown(string? scope) =>
        (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(s => s is McpScope or OfflineScope);

    private async Task<(KnownClient? Client, OAuthFault? Fault)> FindAsync(string id, CancellationToken cancellation) =>
        !id.StartsWith(RegisteredClients.Prefix, StringComparison.Ordinal) ? await documents.FindAsync(id, cancellation)
        : registered.Find(id) is { } client ? (client, null)
        : (null, new OAuthFault("invalid_client", "This server has not registered such a client; register again."));

    private OAuthFault? Fault(IQueryCollection query)
    {
        if (query["response_type"] != "code")
        {
            return new OAuthFault("unsupported_response_type", "The response_type is \"code\"; there is no other.");
        }
        if (
            query["code_challenge_method"] != "S256"
            || query["code_challenge"] is not [{ Length: 43 } challenge]
            || !Base64Url.IsValid(challenge)
        )
        {
            return OAuthFault.Request(
                "Send a code_challenge with code_challenge_method S256 (PKCE): without it, or with \"plain\", nothing is given."
            );
        }
        if (((string?)query["resource"]) is { } resource && !addresses.IsMcp(resource))
        {
            return new OAuthFault("invalid_target", $"Tokens are for {addresses.Mcp}/ alone, not for another resource.");
        }
        if (!AreKnown(query["scope"]))
        {
            return new OAuthFault("invalid_scope", $"The scope is \"{McpScope}\": what the agent may is decided by its grants.");
        }
        return ((string?)query["state"])?.Length > LongestState
            ? OAuthFault.Request($"The state has at most {LongestState} characters.")
            : null;
    }

    private static string Shown(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
