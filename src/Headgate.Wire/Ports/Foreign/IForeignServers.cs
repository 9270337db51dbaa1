using System.Text.Json;

namespace Headgate.Wire;

/// <summary>Speaks MCP to foreign servers. Whatever such a server does is a value; only the caller's own leaving throws.</summary>
public interface IForeignServers
{
    /// <summary>What is wrong with an address that somebody wants to add; null where it may be tried.</summary>
    string? Problem(Uri address);

    /// <summary>Asks for the tools.</summary>
    Task<ForeignListing> ListAsync(ForeignEndpoint server, CancellationToken cancellation);

    /// <summary>Calls a tool by the name that its server gives it.</summary>
    Task<ForeignReply> CallAsync(ForeignEndpoint server, string tool, JsonElement arguments, CancellationToken cancellation);

    /// <summary>
    /// Whether the tools may be others than when they were asked for last: nothing is open to the server, it said so, or it is too long ago.
    /// </summary>
    bool IsListOld(ForeignEndpoint server);

    /// <summary>Closes what is open to a server; the next question opens it anew.</summary>
    /// <param name="server">The server.</param>
    /// <param name="atOnce">Whether calls that work on it are ended; else they may end first.</param>
    ValueTask ForgetAsync(long server, bool atOnce);
}
