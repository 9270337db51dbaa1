using Headgate.Platform.Webhooks.Making;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store.Model;

namespace Headgate.Platform.Webhooks.Keeping;

/// <summary>Makes receipts of attempts. The signature is in none: with the body it would let others guess at the secret.</summary>
internal static class DeliveryReceipts
{
    public static WebhookDelivery Of(WebhookEvent attempted, SendResult result, DateTimeOffset now) =>
        new()
        {
            Id = WebhookIds.Receipt(),
            AccountId = attempted.AccountId,
            EventId = attempted.Id,
            SubscriptionId = attempted.SubscriptionId,
            Attempt = attempted.Attempts,
            HttpStatusCode = result.StatusCode,
            ErrorCode = result.ErrorCode,
            ErrorInfo = result.ErrorInfo,
            RequestBody = attempted.Payload,
            RequestHeaders = WebhookSender.HeadersText,
            ResponseBody = result.ResponseBody,
            DispatchedAt = now,
        };
}
