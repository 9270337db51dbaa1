namespace Headgate.Wire;

/// <summary>Knows the owners of one kind of credential. The wire chooses the source by the credential's prefix.</summary>
public interface ICallerSource
{
    /// <summary>How its credentials begin: <c>hga_</c>, <c>dbtc_</c>, <c>dbtu_</c>.</summary>
    string Prefix { get; }

    /// <summary>
    /// Finds the owner. The credential has the prefix, is of printable ASCII and at most 512 characters long, a signed token 8,192. It is looked up by a keyed hash and
    /// appears nowhere. A revoked, expired or rotated credential gives the reason, with the caller named where known.
    /// </summary>
    ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation);
}
