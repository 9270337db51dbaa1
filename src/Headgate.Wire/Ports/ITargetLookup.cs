using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Finds what an id names, with the places that contain it.</summary>
public interface ITargetLookup
{
    /// <summary>
    /// The thing of an id in an account; null where there is none, it is deleted, or it belongs to another account. Always the truth of now: a stale
    /// answer would judge a call by the wrong project.
    /// </summary>
    /// <param name="kind">What the id names.</param>
    /// <param name="accountId">The account of the path.</param>
    /// <param name="id">The id as in the path: digits, or a text such as <c>wsu_…</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<Target?> FindAsync(TargetKind kind, long accountId, string id, CancellationToken cancellation);
}
