using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Reads one event; an older address.</summary>
internal sealed class GetEvent : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.event",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/event/{event_id}",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows names and results of runs, and what the receiver answered; never the signing secret or a signature.",
            Sentence = "{actor} read {target}",
            Summary = "Get an event (deprecated)",
            Description =
                "One event with its exact body. dbt has deprecated this address; the list of a subscription's events shows the same.",
            Answers = AnswerForm.One(PlatformJson.Default.EventView),
            Source = "openapi-v3: Retrieve Webhooks Event",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var identifier = await SubscriptionRows.IdentifierAsync(db, call.AccountId, cancellation);
        var row = (WebhookEvent)call.Target.Row!;
        return ApprovalEvents.MayTouch(call, [row.EventType]) ? call.Ok(EventView.Of(row, identifier)) : Answer.NotFound;
    }
}
