using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Reads one webhook subscription.</summary>
internal sealed class GetSubscription : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows the address that run events are posted to; never the signing secret.",
            Sentence = "{actor} read {target}",
            Summary = "Get a webhook subscription",
            Description = "One subscription with the status of its last delivery.",
            Answers = AnswerForm.One(PlatformJson.Default.SubscriptionView),
            Source = "openapi-v3: Get Webhook Subscription",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return call.Ok(await SubscriptionRows.ViewAsync(db, (WebhookSubscription)call.Target.Row!, cancellation));
    }
}
