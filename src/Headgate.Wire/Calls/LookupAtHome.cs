using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Looks up, for a caller that works in an account elsewhere, in the account of this server that it belongs to: for what is done here.</summary>
internal sealed class LookupAtHome(ITargetLookup local, Caller caller) : ITargetLookup
{
    public ValueTask<Target?> FindAsync(TargetKind kind, long accountId, string id, CancellationToken cancellation) =>
        local.FindAsync(kind, caller.HomeAccountId, id, cancellation);
}
