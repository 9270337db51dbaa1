using System.Globalization;
using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Making;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Sends a made-up event to a subscription's receiver and tells what it answered.</summary>
internal sealed class TestSubscription : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.test",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}/test",
            Capability = Capabilities.SendTestEvent,
            Permission = Permission.Write(PermissionResource.Webhooks),
            Suffices = ["Webhook", "Developer", "Account Admin"],
            Risk = "Makes the server send a request to an address that a caller chose.",
            Sentence = "{actor} sent a test event to {target}",
            Summary = "Test a webhook subscription",
            Description =
                "Sends one signed event about a run that does not exist, and waits up to 10 seconds for the answer. A test is never repeated and does not count towards switching the subscription off.",
            CallsPerMinute = 10,
            Limits = "10 tests a minute for each caller.",
            Answers = AnswerForm.One(PlatformJson.Default.SubscriptionTestView),
            Source = "openapi-v3: Test Webhooks Subscription",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await SubscriptionRows.FindAsync(call, db, cancellation) is not { } subscription)
        {
            return Answer.NotFound;
        }
        var now = call.Service<TimeProvider>().Now();
        var sent = TestEvent.For(subscription, now);
        var result = await call.Service<DeliveryAttempt>().SendAsync(subscription, sent.Payload, cancellation);
        sent.Status = result.IsDelivered ? WebhookEventStatus.Delivered : WebhookEventStatus.Failed;
        sent.HttpStatusCode = result.StatusCode;
        db.AddRange(sent, DeliveryReceipts.Of(sent, result, now));
        await db.SaveChangesAsync(CancellationToken.None);
        return call.Ok(new SubscriptionTestView(sent.Id, result.ErrorInfo, result.StatusCode.ToString(CultureInfo.InvariantCulture)));
    }
}
