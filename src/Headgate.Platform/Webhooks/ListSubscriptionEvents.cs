using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Lists the events of a subscription.</summary>
internal sealed class ListSubscriptionEvents : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.events",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}/events",
            Area = Area.WebhookSubscriptions,
            Capability = Capabilities.WebhookSubscriptions,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows names and results of runs, and what the receiver answered; never the signing secret or a signature.",
            Target = TargetRule.Of(TargetKind.WebhookSubscription, "subscription_id"),
            Sentence = "{actor} listed the events of {target}",
            Summary = "List a subscription's events",
            Description = "Events of the last 30 days, the newest first, each with the exact body and the status of its last attempt.",
            Parameters = ListParameters.Paging,
            Listed = true,
            Source = "openapi-v3: List Webhooks Events",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteText("subscription_id");
        if (call.Query.Problems is { } problems)
        {
            return problems;
        }
        var rows = db.WebhookEvents.AsNoTracking().Where(e => e.AccountId == call.AccountId && e.SubscriptionId == id);
        var total = await rows.LongCountAsync(cancellation);
        var page = await rows.OrderByDescending(e => e.Sequence).Page(call.Query).ToListAsync(cancellation);
        var identifier = await SubscriptionAnswers.IdentifierAsync(db, call.AccountId, cancellation);
        return Answer.Page([.. page.Select(e => EventView.Of(e, identifier))], total, PlatformJson.Default.EventView);
    }
}
