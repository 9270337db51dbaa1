using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Replaces a webhook subscription.</summary>
internal sealed class UpdateSubscription : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.update",
            Method = "PUT",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}",
            Area = Area.WebhookSubscriptions,
            Capability = Capabilities.WebhookSubscriptions,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Webhooks),
            Suffices = ["Webhook", "Developer", "Account Admin"],
            Risk = "Sends names and results of runs to another address, or to none.",
            Target = TargetRule.Of(TargetKind.WebhookSubscription, "subscription_id"),
            References = [new("job_ids", TargetKind.Job)],
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            Summary = "Update a webhook subscription",
            Description =
                "Replaces the subscription; its secret stays. One that the platform switched off after failed deliveries goes on with active true.",
            Parameters = SubscriptionTexts.BodyFields,
            Source = "openapi-v3: Update Webhook Subscription",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteText("subscription_id");
        var subscription = await db.WebhookSubscriptions.FirstOrDefaultAsync(s => s.Id == id && s.State == RowState.Active, cancellation);
        if (subscription is null)
        {
            return Answer.NotFound;
        }
        await SubscriptionInput.ApplyAsync(call, db, subscription, cancellation);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        if (subscription.Active)
        {
            subscription.DeactivateReason = null;
            subscription.ConsecutiveFailures = 0;
        }
        Replacement.IsWhole(
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
        return Answer.Ok(
            await SubscriptionAnswers.ViewAsync(db, subscription, secret: null, cancellation),
            PlatformJson.Default.SubscriptionView
        );
    }
}
