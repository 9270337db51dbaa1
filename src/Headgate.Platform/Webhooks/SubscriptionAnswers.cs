using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Makes views of subscriptions, which name their account by its identifier.</summary>
internal static class SubscriptionAnswers
{
    public static async Task<SubscriptionView> ViewAsync(
        HeadgateDb db,
        WebhookSubscription subscription,
        string? secret,
        CancellationToken cancellation
    ) => SubscriptionView.Of(subscription, await IdentifierAsync(db, subscription.AccountId, cancellation), secret);

    public static Task<string> IdentifierAsync(HeadgateDb db, long account, CancellationToken cancellation) =>
        db.Accounts.Where(a => a.Id == account).Select(a => a.Identifier).FirstAsync(cancellation);
}
