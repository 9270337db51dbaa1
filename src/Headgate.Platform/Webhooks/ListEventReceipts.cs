using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Lists the attempts at an event, below its subscription and at an older address.</summary>
internal sealed class ListEventReceipts : IOperation
{
    private static readonly ListFields<WebhookDelivery> Fields = new(d => d.Sequence);

    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.receipts",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}/event/{event_id}/receipt",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows names and results of runs, and what the receiver answered; never the signing secret or a signature.",
            Target = TargetRule.Of(TargetKind.WebhookSubscription, "subscription_id"),
            Sentence = "{actor} read the receipts of event {event_id} of {target}",
            Summary = "List an event's receipts",
            Description =
                "One receipt for each attempt of the last 30 days, the first attempt first: what was sent, what the receiver answered, and what went wrong.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.ReceiptView),
            Source = "openapi-v3: List Webhooks Subscription Event Receipt",
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [
        Spec.At(
            "webhooks.event_receipts",
            "/api/v3/accounts/{account_id:long}/webhooks/event/{event_id}/receipts",
            "openapi-v3: List Webhooks Event Receipts"
        ) with
        {
            Target = TargetRule.Of(TargetKind.WebhookEvent, "event_id"),
            Sentence = "{actor} read the receipts of {target}",
            Summary = "List an event's receipts (deprecated)",
            Description =
                "One receipt for each attempt, the first attempt first. dbt has deprecated this address; the one below the subscription answers the same.",
        },
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var (id, at) = (call.RouteText("event_id"), call.Target);
        var its = EventRows.Of(call, db).Where(e => e.Id == id);
        if (!await its.AnyAsync(e => at.Kind == TargetKind.WebhookEvent || e.SubscriptionId == at.Id, cancellation))
        {
            return Answer.NotFound;
        }
        var rows = db.WebhookDeliveries.AsNoTracking().Where(d => d.AccountId == call.AccountId && d.EventId == id);
        return await Fields.Of(call, rows).PageAsync(db, ReceiptView.Of, cancellation);
    }
}
