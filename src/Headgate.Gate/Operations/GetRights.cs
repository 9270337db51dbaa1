using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Tells a caller what it may do.</summary>
internal sealed class GetRights : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.rights.get",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/rights/",
            OpenToAgents = true,
            DoneHere = true,
            NeedsNoGrant = true,
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "None: the caller learns its own rights, and nothing of what it may not do.",
            Sentence = "{actor} asked what it may do",
            Summary = "What may I do",
            Description =
                "The operations that this key may call at some place, and for an agent its grants in words. Whatever is not in the list is denied. "
                + "An operation in the list can still be refused at a place, or with arguments, that the grants do not hold.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.RightsView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var agent =
            call.Caller.Kind == CallerKind.Agent
                ? await call.Registry().FindAsync(call.Caller.HomeAccountId, call.Caller.Id, cancellation)
                : null;
        return call.Ok(
            new RightsView(
                call.Caller.Actor,
                call.AccountId,
                [
                    .. call.Service<OperationCatalogue>()
                        .Operations.Where(o => o.NeedsNoGrant || call.MayAnywhere(o))
                        .Select(o => new RightView(o.Id, o.Summary, o.Access == Access.Read ? "read" : "write", o.Capability.Id)),
                ],
                [.. (agent?.Grants ?? []).Select(g => new OwnGrantView(g.Sentence, g.ExpiresAt))]
            )
        );
    }
}
