using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Deletes a webhook subscription.</summary>
internal sealed class DeleteSubscription : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Write(PermissionResource.Webhooks),
            Suffices = ["Webhook", "Developer", "Account Admin"],
            Risk = "Whoever relied on the events hears nothing more.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete a webhook subscription",
            Description = "Ends the subscription. Events that wait for another attempt are not sent any more.",
            Answers = AnswerForm.One(PlatformJson.Default.SubscriptionDeletedView),
            Source = "openapi-v3: Delete Webhook Subscription",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await SubscriptionRows.FindAsync(call, db, cancellation) is not { } subscription)
        {
            return Answer.NotFound;
        }
        subscription.State = RowState.Deleted;
        subscription.Active = false;
        await db.SaveChangesAsync(cancellation);
        return call.Ok(new SubscriptionDeletedView(subscription.Id));
    }
}
