using System.Text.Json;

namespace Headgate.Gate.Clients;

/// <summary>What clients read: about the server (RFC 8414), its door (RFC 9728), themselves and their tokens.</summary>
internal sealed class OAuthDocuments(ClientAddresses addresses)
{
    /// <summary>The server.</summary>
    public void WriteServer(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("issuer"u8, addresses.Issuer);
        json.WriteString("authorization_endpoint"u8, addresses.Of(ClientAddresses.Authorize));
        json.WriteString("token_endpoint"u8, addresses.Of(ClientAddresses.Token));
        json.WriteString("registration_endpoint"u8, addresses.Of(ClientAddresses.Register));
        json.WriteString("revocation_endpoint"u8, addresses.Of(ClientAddresses.Revoke));
        Texts(json, "scopes_supported", ConnectRequests.McpScope);
        Texts(json, "response_types_supported", "code");
        Texts(json, "response_modes_supported", "query");
        Texts(json, "grant_types_supported", "authorization_code", "refresh_token");
        Texts(json, "token_endpoint_auth_methods_supported", "none");
        Texts(json, "revocation_endpoint_auth_methods_supported", "none");
        Texts(json, "code_challenge_methods_supported", "S256");
        json.WriteBoolean("authorization_response_iss_parameter_supported"u8, value: true);
        json.WriteBoolean("client_id_metadata_document_supported"u8, value: true);
        json.WriteString("service_documentation"u8, addresses.Of("/docs/agents"));
        json.WriteEndObject();
    }

    /// <summary>The door of MCP, under the spelling of its address that was asked for.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="path">The path behind the well-known one; empty for the server's only door.</param>
    public void WriteResource(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject();
        json.WriteString("resource"u8, path.Length == 0 ? addresses.Mcp : addresses.Of(path));
        Texts(json, "authorization_servers", addresses.Issuer);
        Texts(json, "scopes_supported", ConnectRequests.McpScope);
        Texts(json, "bearer_methods_supported", "header");
        json.WriteString("resource_name"u8, "Headgate"u8);
        json.WriteEndObject();
    }

    /// <summary>A client that has registered.</summary>
    public static void WriteClient(Utf8JsonWriter json, KnownClient client, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("client_id"u8, client.Id);
        json.WriteNumber("client_id_issued_at"u8, now.ToUnixTimeSeconds());
        json.WriteString("client_name"u8, client.Name);
        Texts(json, "redirect_uris", client.RedirectUris);
        Texts(json, "grant_types", "authorization_code", "refresh_token");
        Texts(json, "response_types", "code");
        json.WriteString("token_endpoint_auth_method"u8, "none"u8);
        json.WriteString("scope"u8, ConnectRequests.McpScope);
        json.WriteEndObject();
    }

    /// <summary>Tokens.</summary>
    public static void WriteTokens(Utf8JsonWriter json, IssuedTokens issued)
    {
        json.WriteStartObject();
        json.WriteString("access_token"u8, issued.Access.Reveal());
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteNumber("expires_in"u8, (int)ClientSecret.AccessLife.TotalSeconds);
        json.WriteString("refresh_token"u8, issued.Refresh.Reveal());
        json.WriteString("scope"u8, issued.Scope);
        json.WriteEndObject();
    }

    /// <summary>What was wrong.</summary>
    public static void WriteFault(Utf8JsonWriter json, OAuthFault fault)
    {
        json.WriteStartObject();
        json.WriteString("error"u8, fault.Error);
        json.WriteString("error_description"u8, fault.Message);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, params IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }
}
