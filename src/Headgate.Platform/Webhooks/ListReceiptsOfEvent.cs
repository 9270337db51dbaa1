using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Lists the attempts at an event; an older address.</summary>
internal sealed class ListReceiptsOfEvent : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.event_receipts",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/event/{event_id}/receipts",
            Area = Area.WebhookSubscriptions,
            Capability = Capabilities.WebhookSubscriptions,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows names and results of runs, and what the receiver answered; never the signing secret or a signature.",
            Target = TargetRule.Of(TargetKind.WebhookEvent, "event_id"),
            Sentence = "{actor} read the receipts of {target}",
            Summary = "List an event's receipts (deprecated)",
            Description =
                "One receipt for each attempt, the first attempt first. dbt has deprecated this address; the one below the subscription answers the same.",
            Parameters = ListParameters.Paging,
            Listed = true,
            Source = "openapi-v3: List Webhooks Event Receipts",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        if (call.Query.Problems is { } problems)
        {
            return problems;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return await Receipts.OfAsync(call, db, call.RouteText("event_id"), cancellation);
    }
}
