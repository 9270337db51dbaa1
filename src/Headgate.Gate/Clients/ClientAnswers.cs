using Microsoft.AspNetCore.WebUtilities;

namespace Headgate.Gate.Clients;

/// <summary>Where the browser goes after a person has answered; each answer says who gives it (RFC 9207).</summary>
internal sealed class ClientAnswers(ClientAddresses addresses)
{
    /// <summary>With a code.</summary>
    public string Yes(ConnectRequest request, string code) => With(request.RedirectUri, request.State, ("code", code));

    /// <summary>With a no.</summary>
    public string No(ConnectRequest request) => With(request.RedirectUri, request.State, ("error", "access_denied"));

    /// <summary>With what was wrong.</summary>
    public string Fault(string redirect, string? state, OAuthFault fault) =>
        With(redirect, state, ("error", fault.Error), ("error_description", fault.Message));

    private string With(string redirect, string? state, params IEnumerable<(string Name, string Value)> values)
    {
        var all = values.Append(("iss", addresses.Issuer));
        return QueryHelpers.AddQueryString(
            redirect,
            (state is null ? all : all.Append(("state", state))).Select(v => KeyValuePair.Create(v.Item1, (string?)v.Item2))
        );
    }
}
