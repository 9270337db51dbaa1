using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Lists the attempts at an event of a subscription.</summary>
internal sealed class ListEventReceipts : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.receipts",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}/event/{event_id}/receipt",
            Area = Area.WebhookSubscriptions,
            Capability = Capabilities.WebhookSubscriptions,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows names and results of runs, and what the receiver answered; never the signing secret or a signature.",
            Target = TargetRule.Of(TargetKind.WebhookSubscription, "subscription_id"),
            Sentence = "{actor} read the receipts of event {event_id} of {target}",
            Summary = "List an event's receipts",
            Description =
                "One receipt for each attempt of the last 30 days, the first attempt first: what was sent, what the receiver answered, and what went wrong.",
            Parameters = ListParameters.Paging,
            Listed = true,
            Source = "openapi-v3: List Webhooks Subscription Event Receipt",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var (subscription, id) = (call.RouteText("subscription_id"), call.RouteText("event_id"));
        if (call.Query.Problems is { } problems)
        {
            return problems;
        }
        var isIts = await db.WebhookEvents.AnyAsync(
            e => e.Id == id && e.SubscriptionId == subscription && e.AccountId == call.AccountId,
            cancellation
        );
        return isIts ? await Receipts.OfAsync(call, db, id, cancellation) : Answer.NotFound;
    }
}
