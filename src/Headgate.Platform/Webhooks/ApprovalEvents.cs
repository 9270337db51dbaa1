using Headgate.Catalogue;
using Headgate.Platform.Webhooks.Making;
using Headgate.Wire;

namespace Headgate.Platform.Webhooks;

/// <summary>Events of the gate's questions are for who may decide them: no agent listens to what others ask.</summary>
internal static class ApprovalEvents
{
    private const string Listing = "gate.approvals.list";

    /// <summary>Whether a caller may see them.</summary>
    public static bool MaySee(CallContext call) =>
        call.Caller.Kind != CallerKind.Agent
        && call.Service<OperationCatalogue>().Find(Listing) is { } listing
        && call.MayAnywhere(listing);

    /// <summary>Whether a caller may make or change a subscription of some events.</summary>
    public static bool MayTouch(CallContext call, IEnumerable<string> types) => MaySee(call) || !types.Any(EventTypes.OfApprovals.Contains);
}
