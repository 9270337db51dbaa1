using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Looks up, for one call, in the account elsewhere that its caller works in.</summary>
internal sealed class LookupElsewhere(IUpstreamCalls upstreams, Caller caller, Operation operation) : ITargetLookup
{
    public ValueTask<Target?> FindAsync(TargetKind kind, long accountId, string id, CancellationToken cancellation) =>
        upstreams.FindAsync(caller, operation, kind, id, cancellation);
}
