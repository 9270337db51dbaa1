using Headgate.Catalogue;
using Headgate.Platform.Rows;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Replaces a webhook subscription.</summary>
internal sealed class UpdateSubscription : IOperation<WebhookSubscription>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.update",
            Method = "PUT",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Write(PermissionResource.Webhooks),
            Suffices = ["Webhook", "Developer", "Account Admin"],
            Risk = "Sends names and results of runs to another address, or to none.",
            Sentence = "{actor} updated {target}",
            Summary = "Update a webhook subscription",
            Description =
                "Replaces the subscription; its secret stays. One that the platform switched off after failed deliveries goes on with active true.",
            Fields = SubscriptionFields.All,
            Answers = AnswerForm.One(PlatformJson.Default.SubscriptionView),
            Source = "openapi-v3: Update Webhook Subscription",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<WebhookSubscription> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await SubscriptionRows.FindAsync(call, db, cancellation) is not { } subscription)
        {
            return Answer.NotFound;
        }
        var id = subscription.Id;
        input.ApplyTo(subscription);
        if (subscription.Id != id)
        {
            input.Problem("id", "the id of the body must be that of the path");
        }
        await SubscriptionRows.CheckAsync(call, db, subscription, input, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (subscription.Active)
        {
            subscription.DeactivateReason = null;
            subscription.ConsecutiveFailures = 0;
        }
        WholeRowUpdate.Mark(
            db.Entry(subscription),
            nameof(WebhookSubscription.Sequence),
            nameof(WebhookSubscription.HmacSecret),
            nameof(WebhookSubscription.CreatedBy),
            nameof(WebhookSubscription.DispatchedAt),
            nameof(WebhookSubscription.HttpStatusCode),
            nameof(WebhookSubscription.ConsecutiveFailures),
            nameof(WebhookSubscription.DeactivateReason)
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return call.Ok(await SubscriptionRows.ViewAsync(db, subscription, cancellation));
    }
}
