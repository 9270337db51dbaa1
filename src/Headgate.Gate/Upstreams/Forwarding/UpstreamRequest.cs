using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>One request to an account elsewhere, written anew from what was judged.</summary>
/// <param name="Method">The method.</param>
/// <param name="PathAndQuery">Path and query, escaped.</param>
internal sealed record UpstreamRequest(string Method, string PathAndQuery)
{
    /// <summary>The body, JSON; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Whether it changes nothing, so that it may be sent twice.</summary>
    public bool IsSafe { get; init; } = true;

    /// <summary>The door of its own that it is for; null for that of the account's address.</summary>
    public DocumentDoor? Door { get; init; }

    /// <summary>Whether a file is asked for, and not JSON.</summary>
    public bool IsFile { get; init; }
}
