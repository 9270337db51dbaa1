using System.Security.Cryptography;
using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Makes a webhook subscription and shows its signing secret, once.</summary>
internal sealed class CreateSubscription : IOperation<WebhookSubscription>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscriptions",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Write(PermissionResource.Webhooks),
            Suffices = ["Webhook", "Developer", "Account Admin"],
            Risk = "Sends names and results of runs to an address that the caller chooses.",
            Target = TargetRule.InBody("job_ids"),
            Sentence = "{actor} created webhook subscription \"{name}\"",
            Summary = "Create a webhook subscription",
            Description =
                "Posts run events to an address from now on. Each request carries the HMAC-SHA256 of its body under the subscription's secret, in hex, in the Authorization header. "
                + "The secret is in data.hmac_secret of this one answer and never again.",
            Fields = SubscriptionFields.All,
            AnswersSecret = true,
            Answers = AnswerForm.Created(PlatformJson.Default.SubscriptionView),
            Source = "openapi-v3: Create Webhook Subscription",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<WebhookSubscription> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var secret = new Secret(RandomNumberGenerator.GetHexString(64, lowercase: true));
        var subscription = input.ApplyTo(new WebhookSubscription { AccountId = call.AccountId, CreatedBy = call.Caller.Actor });
        await SubscriptionRows.CheckAsync(call, db, subscription, input, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        subscription.Id = WebhookIds.Subscription();
        subscription.HmacSecret = call.Service<SecretsAtRest>().Seal(secret);
        db.WebhookSubscriptions.Add(subscription);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(await SubscriptionRows.ViewAsync(db, subscription, cancellation) with { HmacSecret = secret.Reveal() });
    }
}
