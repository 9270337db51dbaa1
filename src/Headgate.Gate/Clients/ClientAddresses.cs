using Headgate.Gate.Addresses;

namespace Headgate.Gate.Clients;

/// <summary>The addresses that clients are told of, all made from the one that the operator has set.</summary>
internal sealed class ClientAddresses(PublicAddress address)
{
    public const string Authorize = "/oauth/authorize";
    public const string Token = "/oauth/token";
    public const string Register = "/oauth/register";
    public const string Revoke = "/oauth/revoke";
    public const string Server = "/.well-known/oauth-authorization-server";
    public const string Resource = "/.well-known/oauth-protected-resource";

    /// <summary>The door that tokens are for.</summary>
    public const string McpPath = "/api/ai/v1/mcp";

    /// <summary>The door's name in the record.</summary>
    public const string McpSurface = "mcp";

    /// <summary>The page of the console where a person agrees.</summary>
    public const string Consent = "/connect";

    /// <summary>The issuer.</summary>
    public string Issuer => address.Url;

    /// <summary>The address of the door of MCP, without a slash at its end.</summary>
    public string Mcp => address.Url + McpPath;

    /// <summary>An address of this server.</summary>
    public string Of(string path) => address.Url + path;

    /// <summary>Whether an indicator names the door of MCP; with a slash at its end it is the same door.</summary>
    public bool IsMcp(string resource) =>
        Uri.TryCreate(resource, UriKind.Absolute, out var asked)
        && asked.Fragment.Length == 0
        && string.Equals(asked.AbsoluteUri.TrimEnd('/'), new Uri(Mcp).AbsoluteUri, StringComparison.Ordinal);
}
