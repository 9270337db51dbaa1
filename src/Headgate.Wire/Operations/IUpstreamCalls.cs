using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Does the calls of those whose account is elsewhere: the same path, with an account of others in the place of this platform.</summary>
public interface IUpstreamCalls
{
    /// <summary>The thing of an id in the caller's account there; null where there is none.</summary>
    /// <param name="caller">Whose call it is for.</param>
    /// <param name="operation">What is to be done with it: for a change nothing that was remembered is trusted.</param>
    /// <param name="kind">What the id names.</param>
    /// <param name="id">The id as in the path.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FactsUnavailableException">The account there does not say.</exception>
    ValueTask<Target?> FindAsync(Caller caller, Operation operation, TargetKind kind, string id, CancellationToken cancellation);

    /// <summary>Does a call that was decided and recorded.</summary>
    ValueTask<Answer> DoAsync(CallContext call, CancellationToken cancellation);

    /// <summary>Sends a query on to a door of the caller's account there, and reads what comes back.</summary>
    /// <param name="call">The call, which was decided and recorded.</param>
    /// <param name="door">Which door.</param>
    /// <param name="body">The body, JSON: the query as it was read, and its variables.</param>
    /// <param name="isSafe">Whether it may be sent twice.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<DocumentReply> AskAsync(CallContext call, DocumentDoor door, byte[] body, bool isSafe, CancellationToken cancellation);

    /// <summary>Whether a credential that belongs to nobody here is a token that this server uses elsewhere.</summary>
    ValueTask<bool> HoldsAsync(string credential, CancellationToken cancellation);
}
