using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Lists the events of a subscription.</summary>
internal sealed class ListSubscriptionEvents : IOperation
{
    private static readonly ListFields<WebhookEvent> Fields = new(e => e.Sequence) { DefaultOrder = "-id" };

    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.events",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}/events",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows names and results of runs, and what the receiver answered; never the signing secret or a signature.",
            Sentence = "{actor} listed the events of {target}",
            Summary = "List a subscription's events",
            Description = "Events of the last 30 days, the newest first, each with the exact body and the status of its last attempt.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.EventView),
            Source = "openapi-v3: List Webhooks Events",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var identifier = await SubscriptionRows.IdentifierAsync(db, call.AccountId, cancellation);
        var id = call.RouteText("subscription_id");
        var rows = EventRows.Of(call, db).Where(e => e.SubscriptionId == id);
        return await Fields.Of(call, rows).PageAsync(db, row => EventView.Of(row, identifier), cancellation);
    }
}
