using System.Net;
using Headgate.Catalogue;

namespace Headgate.Gate.Clients;

/// <summary>Why something of OAuth was refused: the protocol's code, and what a person reads.</summary>
/// <param name="Error">The code of the protocol, such as <c>invalid_grant</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record OAuthFault(string Error, string Message)
{
    /// <summary>The reason in the record.</summary>
    public Reason Reason { get; init; } = Reason.BadToken;

    /// <summary>The status of HTTP.</summary>
    public HttpStatusCode Status { get; init; } = HttpStatusCode.BadRequest;

    /// <summary>Whose token it was, where that is known.</summary>
    public Caller? Caller { get; init; }

    /// <summary>A grant that is none, or not this client's.</summary>
    public static OAuthFault Grant(string message) => new("invalid_grant", message);

    /// <summary>A request that lacks something.</summary>
    public static OAuthFault Request(string message) => new("invalid_request", message);
}
